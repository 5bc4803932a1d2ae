package org.sparknorm.lab.job;

import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** Counts the Spark jobs that an action starts. */
final class SyncJobs extends SparkListener {

    /** A local property: every job carries those of the thread that started it. */
    private static final String ACTION = "spark.norm.examples.action";

    private static final int LISTENER_BUS_SECONDS = 60;

    private final JavaSparkContext context;
    private final Map<String, Integer> jobs = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();

    SyncJobs(JavaSparkContext context) {
        this.context = context;
        context.sc().addSparkListener(this);
    }

    /** An action's result, the wall-clock seconds it took and the Spark jobs it started. */
    record Run<T>(T result, double seconds, int jobs) {}

    <T> Run<T> count(Supplier<T> action) {
        String counted = UUID.randomUUID().toString();
        long start = System.nanoTime();
        T result = as(counted, action);
        double seconds = (System.nanoTime() - start) * 1e-9;
        awaitListener();
        return new Run<>(result, seconds, jobs.getOrDefault(counted, 0));
    }

    /** Spark tells its listeners in order: once this job is heard of, which is empty, all before have been. */
    private void awaitListener() {
        String last = UUID.randomUUID().toString();
        CountDownLatch heard = new CountDownLatch(1);
        awaited.put(last, heard);
        as(last, () -> context.emptyRDD().count());
        try {
            if (!heard.await(LISTENER_BUS_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Spark told of no job within " + LISTENER_BUS_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before Spark told of its jobs", e);
        }
    }

    private <T> T as(String name, Supplier<T> action) {
        context.setLocalProperty(ACTION, name);
        try {
            return action.get();
        } finally {
            context.setLocalProperty(ACTION, null);
        }
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
        Properties properties = start.properties();
        String name = properties == null ? null : properties.getProperty(ACTION);
        if (name != null) {
            jobs.merge(name, 1, Integer::sum);
            awaited.getOrDefault(name, new CountDownLatch(0)).countDown();
        }
    }
}
