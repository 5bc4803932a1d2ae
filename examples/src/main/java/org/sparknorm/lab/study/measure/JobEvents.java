package org.sparknorm.lab.study.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.sparknorm.lab.study.measure.Stamp.Kind;
import scala.jdk.javaapi.CollectionConverters;

/** Traces the jobs that actions start, one job each. */
final class JobEvents extends SparkListener implements AutoCloseable {

    /** A local property: every job carries those of the thread that started it. */
    private static final String TRACE = "spark.norm.study.trace";

    private static final int LISTENER_BUS_SECONDS = 60;
    private static final long MICROS = 1000;

    private final SparkContext context;
    private final Map<String, CompletableFuture<List<TracedStage>>> awaited = new ConcurrentHashMap<>();

    // Of the listener bus' thread alone.
    private final Map<Integer, String> traceOfJob = new HashMap<>();
    private final Map<Integer, Integer> jobOfStage = new HashMap<>();
    private final Map<Integer, Map<Integer, TracedStage>> stagesOfJob = new HashMap<>();

    private int traced;

    JobEvents(SparkContext context) {
        this.context = context;
        context.addSparkListener(this);
    }

    /** An action's result and job. */
    record Traced<T>(T result, long nanos, TracedJob job) {}

    /** Runs the action, then waits until Spark has told all of its job. */
    <T> Traced<T> trace(Supplier<T> action) {
        String name = Integer.toString(traced++);
        CompletableFuture<List<TracedStage>> stages = new CompletableFuture<>();
        awaited.put(name, stages);
        context.setLocalProperty(TRACE, name);
        try {
            Stamps.takeDriver();
            long begin = Stamp.now();
            long start = System.nanoTime();
            T result = action.get();
            long nanos = System.nanoTime() - start;
            long end = Stamp.now();
            TracedJob job =
                    new TracedJob(begin, end, stages.get(LISTENER_BUS_SECONDS, TimeUnit.SECONDS), Stamps.takeDriver());
            return new Traced<>(result, nanos, job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before Spark told of its job", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Spark did not tell of its job in " + LISTENER_BUS_SECONDS + " s", e);
        } finally {
            context.setLocalProperty(TRACE, null);
            awaited.remove(name);
        }
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
        Properties properties = start.properties();
        String name = properties == null ? null : properties.getProperty(TRACE);
        if (name != null) {
            traceOfJob.put(start.jobId(), name);
            stagesOfJob.put(start.jobId(), new TreeMap<>());
            CollectionConverters.asJava(start.stageInfos())
                    .forEach(stage -> jobOfStage.put(stage.stageId(), start.jobId()));
        }
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        Integer job = jobOfStage.get(submitted.stageInfo().stageId());
        if (job != null) {
            long millis = (long) submitted.stageInfo().submissionTime().get();
            stagesOfJob
                    .get(job)
                    .put(submitted.stageInfo().stageId(), new TracedStage(micros(millis), new ArrayList<>()));
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        Integer job = jobOfStage.get(end.stageId());
        if (job != null && end.taskInfo().successful()) {
            stagesOfJob.get(job).get(end.stageId()).tasks().add(traced(end.taskInfo(), end.taskMetrics()));
        }
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd end) {
        String name = traceOfJob.remove(end.jobId());
        if (name != null) {
            jobOfStage.values().removeIf(job -> job == end.jobId());
            List<TracedStage> stages =
                    List.copyOf(stagesOfJob.remove(end.jobId()).values());
            CompletableFuture<List<TracedStage>> waiting = awaited.get(name);
            if (waiting != null) {
                waiting.complete(stages);
            }
        }
    }

    private static TracedTask traced(TaskInfo task, TaskMetrics metrics) {
        long deserialize = Math.max(
                MICROS * metrics.executorDeserializeTime(),
                TimeUnit.NANOSECONDS.toMicros(metrics.executorDeserializeCpuTime()));
        return new TracedTask(
                task.partitionId(),
                task.executorId(),
                micros(task.launchTime()),
                micros(task.finishTime()),
                deserialize,
                MICROS * metrics.jvmGCTime(),
                metrics.resultSize(),
                stamps(task));
    }

    private static List<Stamp> stamps(TaskInfo task) {
        List<Stamp> stamps = new ArrayList<>();
        for (AccumulableInfo info : CollectionConverters.asJava(task.accumulables())) {
            if (info.name().contains(Stamps.NAME)
                    && info.update().isDefined()
                    && info.update().get() instanceof List<?> found) {
                found.forEach(stamp -> stamps.add((Stamp) stamp));
            }
        }
        stamps.sort(Comparator.comparingLong(Stamp::end)
                .thenComparing(stamp -> stamp.kind() != Kind.OPEN)
                .thenComparingLong(Stamp::begin));
        return List.copyOf(stamps);
    }

    /** Returns the middle of a millisecond, in microseconds. */
    private static long micros(long millis) {
        return millis * MICROS + MICROS / 2;
    }

    @Override
    public void close() {
        context.removeSparkListener(this);
    }
}
