package org.sparknorm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Frames;
import org.sparknorm.RowKind;

/** What handleInvalid makes of rows with gaps, in training and in prediction. */
class NeuralNetInvalidRowsTest {

    private static final List<Row> BAD = List.of(
            RowFactory.create(null, 0.0, 1.0),
            RowFactory.create(Vectors.dense(1, 2, Double.NaN, 4), 1.0, 1.0),
            RowFactory.create(Vectors.dense(1, Double.NEGATIVE_INFINITY, 3, 4), 1.0, 1.0),
            RowFactory.create(Vectors.dense(1, 2, 3, 1e300), 1.0, 1.0),
            RowFactory.create(Vectors.dense(1, 2), 2.0, 1.0));
    private static final List<Row> UNLABELED = List.of(
            RowFactory.create(Vectors.dense(1, 2, 3, 4), null, 1.0),
            RowFactory.create(Vectors.dense(1, 2, 3, 4), Double.NaN, 1.0),
            RowFactory.create(Vectors.dense(1, 2, 3, 4), 1.0, null),
            RowFactory.create(Vectors.dense(1, 2, 3, 4), 1.0, Double.NaN));

    private static Dataset<Row> frame(List<Row> rows) {
        return Frames.split(LabeledPoints.SCHEMA.add("weight", DataTypes.DoubleType), rows, rows.size());
    }

    private static List<Row> good() {
        return LabeledPoints.points(60, 1).collectAsList().stream()
                .map(row -> RowFactory.create(row.get(0), row.get(1), 1.0))
                .toList();
    }

    private static List<Row> mixed() {
        List<Row> rows = new ArrayList<>(good());
        for (int i = 0; i < BAD.size(); i++) {
            rows.add(7 * i, BAD.get(i));
        }
        rows.addAll(3, UNLABELED);
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "keep"})
    void rowsThatCannotBeLearnedFromAreLeftOutOfTraining(String handleInvalid) {
        NeuralNetClassifier classifier =
                LabeledPoints.classifier().setWeightCol("weight").setSchedule("cosine");
        float[] expected = classifier.fit(frame(good())).variables().parameters();

        NeuralNetClassificationModel model =
                classifier.setHandleInvalid(handleInvalid).fit(frame(mixed()));

        assertThat(model.variables().parameters()).isEqualTo(expected);
        assertThat(model.summary().epochs().get(0).samples()).isEqualTo(60);
        assertThat(model.recalibrate(frame(mixed())).variables())
                .usingRecursiveComparison()
                .isEqualTo(model.recalibrate(frame(good())).variables());
    }

    @Test
    void aLabelThatIsNoClassIsRefusedWhateverHandleInvalidSays() {
        List<Row> rows = new ArrayList<>(good());
        rows.add(RowFactory.create(Vectors.dense(1, 2, 3, 4), 3.0, 1.0));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LabeledPoints.classifier().setHandleInvalid("skip").fit(frame(rows)))
                .withMessageContaining("column 'label' holds 3.0, expected a whole number from 0 to 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | column 'features' holds null",
                "1 | column 'features' holds a row with the value NaN at element 2",
                "2 | column 'features' holds a row with the value -Infinity at element 1",
                "3 | column 'features' holds a row with the value 1.0E300 at element 3",
                "4 | column 'features' holds a row of 2 values"
            })
    void errorNamesTheColumnAndWhatItHolds(int bad, String message) {
        List<Row> rows = new ArrayList<>(good());
        rows.add(BAD.get(bad));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabeledPoints.classifier().fit(frame(rows)))
                .withMessageContaining(message)
                .withMessageContaining("set handleInvalid to skip or keep");
    }

    @Test
    void aNullAmongTheElementsIsCalledNull() {
        StructType schema = new StructType()
                .add("features", DataTypes.createArrayType(DataTypes.FloatType))
                .add("label", DataTypes.DoubleType);
        Dataset<Row> rows = Frames.split(
                schema,
                List.of(
                        RowFactory.create(RowKind.seq(List.of(1f, 2f, 3f, 4f)), 0.0),
                        RowFactory.create(RowKind.seq(Arrays.asList(1f, 2f, null, 4f)), 0.0)),
                2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabeledPoints.classifier().fit(rows))
                .withMessageContaining("column 'features' holds a row with the value null at element 2");
    }

    @Test
    void predictionsOfKeptRowsAreNull() {
        NeuralNetClassificationModel model = LabeledPoints.classifier().fit(LabeledPoints.points(60, 1));

        Dataset<Row> predicted = model.setHandleInvalid("keep").transform(frame(mixed()));

        assertThat(predicted.collectAsList()).hasSize(69).allSatisfy(row -> {
            Vector features = row.getAs("features");
            boolean whole = features != null
                    && features.size() == 4
                    && Arrays.stream(features.toArray()).allMatch(x -> Float.isFinite((float) x));
            for (String column : new String[] {"rawPrediction", "probability", "prediction"}) {
                assertThat(row.getAs(column) != null).isEqualTo(whole);
            }
        });
        assertThat(predicted.where("prediction IS NULL").count()).isEqualTo(5);
        assertThat(model.transformSchema(LabeledPoints.SCHEMA)
                        .apply("prediction")
                        .nullable())
                .isTrue();
    }

    @Test
    void skippedRowsAreDroppedAndAllOthersPredicted() {
        NeuralNetClassificationModel model = LabeledPoints.classifier().fit(LabeledPoints.points(60, 1));
        List<Row> expected =
                model.transform(frame(good())).select("probability").collectAsList();

        model.setHandleInvalid("skip");
        List<Row> rows = new ArrayList<>(mixed());
        rows.removeAll(UNLABELED);

        assertThat(model.transform(frame(rows)).select("probability").collectAsList())
                .isEqualTo(expected);
        assertThat(model.setRawPredictionCol("")
                        .setProbabilityCol("")
                        .setPredictionCol("")
                        .transform(frame(rows))
                        .count())
                .isEqualTo(60);
    }
}
