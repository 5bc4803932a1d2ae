package org.sparknorm.lab.digits;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.examples.SparkSessions;

class LabeledRowsTest {

    @TempDir
    private Path directory;

    private Path digits;

    @BeforeEach
    void tenDigitsOfTwoPixels() throws IOException {
        digits = Files.createDirectory(directory.resolve("digits"));
        int[] pixels = new int[20];
        int[] labels = new int[10];
        for (int i = 0; i < 10; i++) {
            pixels[2 * i + 1] = 200 + i;
            labels[i] = i;
        }
        Files.write(digits.resolve("t10k-images-idx3-ubyte"), IdxFileTest.idx(0x803, new int[] {10, 1, 2}, pixels));
        Files.write(digits.resolve("t10k-labels-idx1-ubyte"), IdxFileTest.idx(0x801, new int[] {10}, labels));
    }

    @Test
    void everyFifthDigitTestsAndTheOthersTrain() throws IOException {
        LabeledRows rows = load(digits, "pixels", "label");
        assertThat(labels(rows.train(), "label")).containsExactlyInAnyOrder(0.0, 1.0, 2.0, 3.0, 5.0, 6.0, 7.0, 8.0);
        assertThat(labels(rows.test(), "label")).containsExactlyInAnyOrder(4.0, 9.0);
        for (Row row : rows.all().collectAsList()) {
            assertThat(((Vector) row.get(0)).toArray()).containsExactly(0, 200 + row.getDouble(1));
        }
    }

    @Test
    void parquetOfVectorsOrArraysReadsAsTheDigitsItWasWrittenFrom() throws IOException {
        Dataset<Row> vectors = load(digits, "pixels", "label").all().select("pixels", "label");
        vectors.write().parquet(directory.resolve("vectors.parquet").toString());
        vectors.select(
                        vector_to_array(col("pixels"), "float32").as("image"),
                        col("label").cast("int").as("digit"))
                .write()
                .parquet(directory.resolve("arrays").toString());

        List<Row> expected = vectors.orderBy("label").collectAsList();
        assertThat(sorted(load(directory.resolve("vectors.parquet"), "pixels", "label"), "label"))
                .isEqualTo(expected);
        assertThat(sorted(load(directory.resolve("arrays"), "image", "digit"), "digit"))
                .isEqualTo(expected);
    }

    @Test
    void aMissingInputIsNamed() {
        assertThatThrownBy(() -> load(directory.resolve("no-such"), "pixels", "label"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such: no such file or directory, expected IDX files or Parquet");
    }

    @Test
    void aDirectoryOfOtherFilesTellsWhatItHolds() throws IOException {
        Files.createFile(Files.createDirectory(directory.resolve("texts")).resolve("notes.txt"));
        assertThatThrownBy(() -> load(directory.resolve("texts"), "pixels", "label"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found [notes.txt], expected *-images-idx3-ubyte");
    }

    @Test
    void missingOrTooFewLabelsAreTold() throws IOException {
        Path labels = digits.resolve("t10k-labels-idx1-ubyte");
        Files.write(labels, IdxFileTest.idx(0x801, new int[] {1}, 3));
        assertThatThrownBy(() -> load(digits, "pixels", "label"))
                .hasMessageContaining("holds 1 labels, expected one for each of the 10 images");
        Files.delete(labels);
        assertThatThrownBy(() -> load(digits, "pixels", "label"))
                .hasMessageContaining("t10k-labels-idx1-ubyte: no such file");
    }

    @Test
    void aParquetWithoutTheColumnOrOfAnotherTypeIsTold() throws IOException {
        String table = directory.resolve("table").toString();
        load(digits, "pixels", "label").all().select("pixels", "label").write().parquet(table);
        assertThatThrownBy(() -> load(Path.of(table), "image", "label"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no column image, only pixels, label");
        assertThatThrownBy(() -> load(Path.of(table), "label", "label"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column label is of type double, expected vectors or arrays of numbers");
    }

    private LabeledRows load(Path input, String inputCol, String labelCol) throws IOException {
        return LabeledRows.load(SparkSessions.shared(), input.toString(), inputCol, labelCol);
    }

    private static List<Double> labels(Dataset<Row> rows, String labelCol) {
        return rows.collectAsList().stream()
                .map(row -> row.<Double>getAs(labelCol))
                .toList();
    }

    private static List<Row> sorted(LabeledRows rows, String labelCol) {
        return rows.all().drop("tests").orderBy(labelCol).collectAsList();
    }
}
