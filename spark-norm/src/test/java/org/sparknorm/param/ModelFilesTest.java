package org.sparknorm.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparknorm.Failure.refuses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparknorm.FullDisk;
import org.sparknorm.SparkSessions;

/** A saved model is whole or absent, whatever its size and wherever it lies. */
public class ModelFilesTest {

    private static final int LARGE = 300_000;

    @TempDir
    private Path folder;

    /** A model that is some numbers, and a param that cannot always be written. */
    public static final class Numbers extends Transformer {

        private static final long serialVersionUID = 1L;

        private final transient List<ModelArray> arrays;

        Numbers(ModelArray... arrays) {
            this.arrays = List.of(arrays);
        }

        public Param<Object> thing() {
            return new Param<>(uid(), "thing", "anything", Object.class);
        }

        @Override
        public String uid() {
            return "numbers";
        }

        @Override
        public Dataset<Row> transform(Dataset<?> dataset) {
            return dataset.toDF();
        }

        @Override
        public StructType transformSchema(StructType schema) {
            return schema;
        }

        @Override
        public Numbers copy(ParamMap extra) {
            return this;
        }
    }

    private static final class NumbersFiles extends ModelFiles<Numbers> {

        NumbersFiles() {
            super(Numbers.class);
        }

        @Override
        protected List<ModelArray> arrays(Numbers model) {
            return model.arrays;
        }

        @Override
        protected Numbers model(DefaultParamsReader.Metadata metadata, List<ModelArray> arrays) {
            return new Numbers(arrays.toArray(ModelArray[]::new));
        }
    }

    private static ModelArray array(String name, int length) {
        return new ModelArray(
                name,
                "values",
                IntStream.range(0, length).mapToDouble(Math::sqrt).toArray());
    }

    private static Numbers numbers() {
        return new Numbers(array("one", 1), array("none", 0), array("many", LARGE), array("one", 1));
    }

    private String path() {
        return folder.resolve("model").toString();
    }

    private static void assertSame(Numbers found, Numbers expected) {
        assertThat(found.arrays).hasSameSizeAs(expected.arrays);
        for (int i = 0; i < found.arrays.size(); i++) {
            assertThat(found.arrays.get(i).name())
                    .isEqualTo(expected.arrays.get(i).name());
            assertThat(found.arrays.get(i).kind())
                    .isEqualTo(expected.arrays.get(i).kind());
            assertThat(Arrays.equals(
                            found.arrays.get(i).values(), expected.arrays.get(i).values()))
                    .isTrue();
        }
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("model/data"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    @BeforeAll
    static void startSpark() {
        SparkSessions.shared();
    }

    @Test
    void arraysOfAnySizeComeBackInOrder() throws Exception {
        new NumbersFiles().writer(numbers()).save(path());
        assertSame(new NumbersFiles().reader().load(path()), numbers());
        assertThat(parts()).hasSize(1);
    }

    @Test
    void tasksCarryHalfOfWhatAMessageMayHold() throws Exception {
        SparkConf conf = SparkSessions.shared().sparkContext().conf();
        conf.set("spark.rpc.message.maxSize", "1");
        try {
            new NumbersFiles().writer(numbers()).save(path());
        } finally {
            conf.remove("spark.rpc.message.maxSize");
        }
        assertThat(parts())
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(1 << 20));
        assertSame(new NumbersFiles().reader().load(path()), numbers());

        for (Path part : parts()) {
            Path hidden = Files.move(part, folder.resolve("hidden"));
            refuses(
                    () -> new NumbersFiles().reader().load(path()),
                    "the data of the saved model are incomplete: found only some of the parts of 4 arrays");
            Files.move(hidden, part);
        }
    }

    @Test
    void aModelWithoutDataIsRefused() throws Exception {
        new NumbersFiles().writer(numbers()).save(path());
        for (Path part : parts()) {
            Files.delete(part);
        }
        refuses(
                () -> new NumbersFiles().reader().load(path()),
                path(),
                "the data of the saved model are incomplete: found no file with rows");
    }

    @Test
    void aSaveThatFailsLeavesNothing() throws Exception {
        Numbers bad = numbers();
        bad.set(bad.thing(), new Object());
        assertThatThrownBy(() -> new NumbersFiles().writer(bad).save(path())).isInstanceOf(RuntimeException.class);
        assertThat(folder.resolve("model")).doesNotExist();
        new NumbersFiles().writer(numbers()).save(path());
        assertSame(new NumbersFiles().reader().load(path()), numbers());
    }

    @Test
    void anOverwriteThatFailsLeavesTheOldModel() throws Exception {
        new NumbersFiles().writer(numbers()).save(path());
        Numbers bad = new Numbers(array("bad", 2));
        bad.set(bad.thing(), new Object());
        assertThatThrownBy(() -> new NumbersFiles().writer(bad).overwrite().save(path()))
                .isInstanceOf(RuntimeException.class);
        assertSame(new NumbersFiles().reader().load(path()), numbers());

        new NumbersFiles().writer(new Numbers(array("good", 2))).overwrite().save(path());
        assertSame(new NumbersFiles().reader().load(path()), new Numbers(array("good", 2)));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("model"));
        }
    }

    @Test
    void aDiskThatFillsUpLeavesNoModelAndNoneOverwritten() throws Exception {
        long all = Long.MAX_VALUE;
        String path = FullDisk.path(folder.resolve("model"));
        new NumbersFiles().writer(numbers()).save(path);
        long size = all - FullDisk.room();
        try {
            for (long fifths = 0; fifths < 5; fifths++) {
                FullDisk.setRoom(size * fifths / 5);
                assertThatThrownBy(() -> new NumbersFiles().writer(numbers()).save(path + "-other"))
                        .hasStackTraceContaining("No space left on device");
                FullDisk.setRoom(size * fifths / 5);
                Numbers other = new Numbers(array("other", LARGE));
                assertThatThrownBy(() ->
                                new NumbersFiles().writer(other).overwrite().save(path))
                        .hasStackTraceContaining("No space left on device");

                assertSame(new NumbersFiles().reader().load(path), numbers());
                try (Stream<Path> files = Files.list(folder)) {
                    assertThat(files).containsExactly(folder.resolve("model"));
                }
            }
        } finally {
            FullDisk.setRoom(all);
        }
    }

    @Test
    void sparkConnectKeepsModelsOnTheDriversDisk() throws Exception {
        new NumbersFiles().writer(numbers()).saveToLocal(path());
        assertThat(folder.resolve("model/data")).isRegularFile();
        assertSame(new NumbersFiles().reader().loadFromLocal(path()), numbers());
    }
}
