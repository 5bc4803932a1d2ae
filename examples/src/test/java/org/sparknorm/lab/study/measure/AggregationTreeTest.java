package org.sparknorm.lab.study.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparknorm.examples.SparkSessions;
import scala.jdk.javaapi.CollectionConverters;

class AggregationTreeTest {

    private static final long LISTENER_MILLIS = 10_000;

    @ParameterizedTest
    @CsvSource({
        "1,1", "1,3", "2,2", "4,2", "5,2", "6,2", "7,2", "9,2", "17,2", "32,1", "32,2", "32,3", "32,4", "100,2", "100,3"
    })
    void stagesAndTasksAreThoseOfSpark(int partitions, int depth) throws Exception {
        assertThat(AggregationTree.of(partitions, depth, false).tasks()).isEqualTo(spark(partitions, depth, false));
        assertThat(AggregationTree.of(partitions, depth, true).tasks()).isEqualTo(spark(partitions, depth, true));
    }

    @Test
    void fivePartitionsAreFlatWhateverTheDepth() {
        for (int depth = 1; depth < 5; depth++) {
            assertThat(AggregationTree.of(5, depth, false)).isEqualTo(new AggregationTree(List.of(5), 0));
        }
    }

    @Test
    void aTreeKeepsSumsFromTheDriver() {
        assertThat(AggregationTree.of(1_024, 2, false)).isEqualTo(new AggregationTree(List.of(1_024, 32), 1));
        assertThat(AggregationTree.of(1_024, 2, true)).isEqualTo(new AggregationTree(List.of(1_024, 32, 1), 1));
    }

    /** Tasks of each stage of a job that Spark ran. */
    private static List<Integer> spark(int partitions, int depth, boolean onExecutor) throws Exception {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(SparkSessions.shared().sparkContext());
        List<List<Integer>> jobs = new CopyOnWriteArrayList<>();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                List<Integer> tasks = new ArrayList<>();
                CollectionConverters.asJava(start.stageInfos()).stream()
                        .sorted((a, b) -> a.stageId() - b.stageId())
                        .forEach(stage -> tasks.add(stage.numTasks()));
                jobs.add(tasks);
            }
        };
        context.sc().addSparkListener(listener);
        try {
            JavaRDD<Integer> rows =
                    context.parallelize(IntStream.range(0, partitions).boxed().toList(), partitions);
            int sum = rows.treeAggregate(0, Integer::sum, Integer::sum, depth, onExecutor);
            assertThat(sum).isEqualTo(partitions * (partitions - 1) / 2);
            context.sc().listenerBus().waitUntilEmpty(LISTENER_MILLIS);
            return jobs.get(0);
        } finally {
            context.sc().removeSparkListener(listener);
        }
    }
}
