package org.sparknorm.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparknorm.SparkSessions;
import org.sparknorm.spark.ScalaCollections;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** The collective between the tasks of a barrier stage in local mode. */
@Timeout(120)
class CollectiveStageTest {

    private static final int STEPS = 20;

    private static final JavaSparkContext spark =
            JavaSparkContext.fromSparkContext(SparkSessions.shared().sparkContext());

    @Test
    void tasksOfABarrierStageHoldTheSumOfAllPartitions() {
        assertThat(collect(4, 0)).containsExactly(sums(4), sums(4), sums(4), sums(4));
    }

    @Test
    void oneTaskAloneHoldsItsOwnSum() {
        assertThat(collect(1, 0)).containsExactly(sums(1));
    }

    @Test
    void aTaskThatFailsBetweenExchangesMakesTheStageRunAgainToTheRightSum() {
        assertThat(collect(3, 1)).containsExactly(sums(3), sums(3), sums(3));
    }

    @Test
    void aStageThatFailsAtEveryAttemptEndsInAnErrorThatNamesTheExchange() {
        assertThatThrownBy(() -> collect(2, Integer.MAX_VALUE))
                .hasMessageMatching("(?s).*(has lost rank|failed on purpose).*");
    }

    private static double sums(int size) {
        return STEPS * size * (size + 1) / 2.0;
    }

    /**
     * By rank, the sum over all steps and ranks of rank + 1; one rank fails in each of the first failing attempts. The
     * shuffle is what lets Spark run a barrier stage again: it gives up a job whose last stage is a barrier stage.
     */
    private static List<Object> collect(int size, int failingAttempts) {
        CollectiveSettings settings = CollectiveSettings.of(spark.getConf());
        JavaRDD<Integer> rows = spark.parallelize(Collections.nCopies(size, 0), size);
        ClassTag<Object> doubles = ClassTag$.MODULE$.Double();
        return new JavaRDD<>(
                        rows.rdd().barrier().mapPartitions(new Steps(settings, failingAttempts), false, doubles),
                        doubles)
                .repartition(1)
                .collect();
    }

    private static final class Steps extends AbstractFunction1<Iterator<Integer>, Iterator<Object>>
            implements Serializable {

        private final CollectiveSettings settings;
        private final int failingAttempts;

        Steps(CollectiveSettings settings, int failingAttempts) {
            this.settings = settings;
            this.failingAttempts = failingAttempts;
        }

        @Override
        public Iterator<Object> apply(Iterator<Integer> rows) {
            BarrierTaskContext context = BarrierTaskContext.get();
            Collective collective = Collective.join(context, settings);
            double total = 0;
            for (int step = 0; step < STEPS; step++) {
                if (step == 7 && collective.rank() == 1 && context.stageAttemptNumber() < failingAttempts) {
                    throw new IllegalStateException("failed on purpose");
                }
                double[] buffer = {collective.rank() + 1};
                collective.sum(buffer, "step " + step);
                total += buffer[0];
            }
            return ScalaCollections.iterator(List.<Object>of(total).iterator());
        }
    }
}
