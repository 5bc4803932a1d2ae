package org.sparknorm.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.FetchFailed;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Ends ranks that wait for one that will never come. When a rank cannot fetch what a lost executor had computed, Spark
 * runs all ranks again, but leaves the others of the failed attempt in their barrier: for a year, by default, in slots
 * that the next attempt needs. Of any other failure it tells them itself.
 */
final class AbandonedRanks extends SparkListener {

    private record Attempt(int stage, int number) {}

    private final SparkContext context;
    private final int rdd;
    private final Set<Integer> stages = new HashSet<>();
    private final Map<Long, Attempt> running = new HashMap<>();

    /** @param rdd id of the RDD that the ranks compute */
    AbandonedRanks(SparkContext context, int rdd) {
        this.context = context;
        this.rdd = rdd;
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        if (submitted.stageInfo().rddInfos().exists(info -> info.id() == rdd)) {
            stages.add(submitted.stageInfo().stageId());
        }
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        if (stages.contains(start.stageId())) {
            running.put(start.taskInfo().taskId(), new Attempt(start.stageId(), start.stageAttemptId()));
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        Attempt attempt =
                end.taskInfo() == null ? null : running.remove(end.taskInfo().taskId());
        if (attempt != null && end.reason() instanceof FetchFailed) {
            running.forEach((task, of) -> {
                if (of.equals(attempt)) {
                    context.killTaskAttempt(task, false, "another rank could not fetch its rows");
                }
            });
        }
    }
}
