package org.sparknorm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.core.Near.assertNear;

import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparknorm.Frames;
import org.sparknorm.JobLog;
import org.sparknorm.RowKind;
import org.sparknorm.core.RandomData;

/** The Spark jobs of fit and update: exactly one each, under a name that says what it does. */
class SyncBatchNormJobTest {

    private static final double[][] ROWS = new RandomData(1).rows(40, 6, 0, 1);

    private static Dataset<Row> data() {
        return Frames.split(RowKind.DENSE, "pixels", ROWS, null, new RandomData(2).split(40, 17));
    }

    private static SyncBatchNorm norm() {
        return new SyncBatchNorm().setInputCol("pixels").setOutputCol("y");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fitIsOneJobAtAnyDepth(int depth) {
        assertThat(JobLog.of(() -> norm().setAggregationDepth(depth).fit(data())))
                .containsExactly("SyncBatchNorm.fit(pixels): moments of all channels");
    }

    @Test
    void theDescriptionTellsTheChannelsWhereTheParamDoes() {
        assertThat(JobLog.of(() -> norm().setChannels(3).fit(data())))
                .containsExactly("SyncBatchNorm.fit(pixels): moments of 3 channels");
    }

    @Test
    void theDescriptionTellsTheChannelsWhereTheMetadataDo() {
        Dataset<Row> sized = data().withColumn(
                        "pixels", functions.col("pixels").as("pixels", new AttributeGroup("pixels", 6).toMetadata()));
        assertThat(JobLog.of(() -> norm().fit(sized)))
                .containsExactly("SyncBatchNorm.fit(pixels): moments of 6 channels");
    }

    @Test
    void fitOfManyColumnsIsOneJob() {
        Dataset<Row> wide = data();
        String[] inputs = new String[20];
        String[] outputs = new String[20];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = "x" + i;
            outputs[i] = "y" + i;
            wide = wide.withColumn(inputs[i], functions.col("pixels"));
        }
        Dataset<Row> data = wide;
        SyncBatchNorm norm =
                new SyncBatchNorm().setInputCols(inputs).setOutputCols(outputs).setChannels(2);
        assertThat(JobLog.of(() -> norm.fit(data)))
                .containsExactly("SyncBatchNorm.fit(" + String.join(", ", inputs) + "): moments of 40 channels");
    }

    @Test
    void updateIsOneJob() {
        SyncBatchNormModel model = norm().fit(data());
        assertThat(JobLog.of(() -> model.update(data())))
                .containsExactly("SyncBatchNormModel.update(pixels): moments of all channels");
    }

    @Test
    void fitOverAShuffleGivesTheSame() {
        SyncBatchNormModel expected = norm().fit(data());
        SyncBatchNormModel found = norm().fit(data().repartition(5));

        assertThat(found.count()).isEqualTo(40);
        assertNear("mean", found.runningMean(), expected.runningMean(), 1e-12);
        assertNear("variance", found.runningVariance(), expected.runningVariance(), 1e-12);
    }
}
