package org.sparknorm.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparknorm.Await;

/** An application that fits and predicts all day stays as small as it was after its first fits. */
@Tag("slow")
@Timeout(900)
class ManyFitsTest {

    private static final int WARM_UP = 10;
    private static final int FITS = 100;
    private static final int TRANSFORMS_OF_A_FIT = 10;
    private static final long MEGABYTES = 48;

    @Test
    void threadsMemoryAndBlocksStayFlat() {
        Dataset<Row> points = LabeledPoints.points(64, 1).coalesce(1).cache();
        fitAndTransform(points, WARM_UP);
        int threads = threads();
        long bytes = usedBytes();

        fitAndTransform(points, FITS);

        assertThat(usedBytes()).isLessThan(bytes + (MEGABYTES << 20));
        Await.until("there is no block for each fit", () -> blocks() < FITS / 2);
        Await.until("there is no thread for each fit", () -> threads() < threads + FITS / 10);
        points.unpersist();
    }

    private static void fitAndTransform(Dataset<Row> points, int fits) {
        for (int fit = 0; fit < fits; fit++) {
            NeuralNetClassificationModel model = LabeledPoints.classifier()
                    .setMaxIter(1)
                    .setNumWorkers(2)
                    .setSync(fit % 10 == 0 ? "treeAggregate" : "collective")
                    .fit(points);
            for (int i = 0; i < TRANSFORMS_OF_A_FIT; i++) {
                assertThat(model.transform(points).select("prediction").collectAsList())
                        .hasSize(64);
            }
        }
    }

    private static int threads() {
        return Thread.getAllStackTraces().size();
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Blocks of broadcasts and persisted rows, without those that Spark's cleaner removes after a collection. */
    private static long blocks() {
        System.gc();
        return Arrays.stream(SparkEnv.get().blockManager().master().getStorageStatus())
                .mapToLong(status -> status.blocks().size())
                .sum();
    }
}
