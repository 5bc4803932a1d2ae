package org.sparknorm.sync;

import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.apache.spark.SparkContext;

/**
 * How many tasks Spark runs at a time: the cores of its executors, by {@code spark.task.cpus}. Executors register some
 * seconds after the application starts; they are waited for as long as
 * {@code spark.scheduler.maxRegisteredResourcesWaitingTime} (30 s).
 */
public final class Slots {

    private static final long POLL_MILLIS = 50;

    /** Executors that are started together register within this time of each other. */
    private static final long SETTLED_MILLIS = 3_000;

    private Slots() {}

    /**
     * Returns the slots once there are as many as wanted, or it makes no sense to wait longer.
     *
     * @param wanted number of tasks that run at the same time
     */
    public static int await(SparkContext context, int wanted) {
        return await(context, System.currentTimeMillis() + waitingMillis(context), slots -> slots >= wanted);
    }

    /**
     * Returns the slots once nobody else is expected: those that there are, where the application has run for the
     * waiting time; before, once {@code spark.executor.instances} executors are there, or, where that is not set, once
     * no executor has come for 3 s.
     */
    public static int settled(SparkContext context) {
        int instances = context.getConf().getInt("spark.executor.instances", 0);
        long[] since = {System.currentTimeMillis()};
        int[] last = {0};
        return await(context, context.startTime() + waitingMillis(context), slots -> {
            if (slots != last[0]) {
                last[0] = slots;
                since[0] = System.currentTimeMillis();
            }
            return instances > 0
                    ? executors(context) >= instances
                    : slots > 0 && System.currentTimeMillis() - since[0] >= SETTLED_MILLIS;
        });
    }

    private static int await(SparkContext context, long deadline, IntPredicate enough) {
        int slots = slots(context);
        while (!context.isLocal() && !enough.test(slots) && System.currentTimeMillis() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for executors", e);
            }
            slots = slots(context);
        }
        return slots;
    }

    private static long waitingMillis(SparkContext context) {
        return context.getConf().getTimeAsMs("spark.scheduler.maxRegisteredResourcesWaitingTime", "30s");
    }

    /** Without the driver. */
    private static int executors(SparkContext context) {
        return context.getExecutorMemoryStatus().size() - 1;
    }

    private static int slots(SparkContext context) {
        return context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
    }
}
