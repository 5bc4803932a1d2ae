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
        Cluster cluster = new Cluster(context);
        return await(cluster, cluster.millis() + cluster.waitingMillis(), slots -> slots >= wanted);
    }

    /**
     * Returns the slots once nobody else is expected: those that there are, where the application has run for the
     * waiting time; before, once {@code spark.executor.instances} executors are there, or, where that is not set, once
     * no executor has come for 3 s.
     */
    public static int settled(SparkContext context) {
        return settled(new Cluster(context));
    }

    static int settled(Cluster cluster) {
        int instances = cluster.instances();
        Settling settling = new Settling(cluster);
        IntPredicate enough = instances > 0 ? slots -> cluster.executors() >= instances : settling;
        return await(cluster, cluster.startMillis() + cluster.waitingMillis(), enough);
    }

    private static int await(Cluster cluster, long deadline, IntPredicate enough) {
        int slots = cluster.slots();
        while (!cluster.isLocal() && !enough.test(slots) && cluster.millis() < deadline) {
            cluster.pause();
            slots = cluster.slots();
        }
        return slots;
    }

    /** Whether there are slots, and have been as many for a while. */
    private static final class Settling implements IntPredicate {

        private final Cluster cluster;
        private long since;
        private int last;

        Settling(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public boolean test(int slots) {
            if (slots != last) {
                last = slots;
                since = cluster.millis();
            }
            return slots > 0 && cluster.millis() - since >= SETTLED_MILLIS;
        }
    }

    /** What Spark says of its executors, and the time. */
    static class Cluster {

        private final SparkContext context;

        Cluster(SparkContext context) {
            this.context = context;
        }

        boolean isLocal() {
            return context.isLocal();
        }

        int slots() {
            return context.maxNumConcurrentTasks(
                    context.resourceProfileManager().defaultResourceProfile());
        }

        /** Executors that are there; the driver is no executor. */
        int executors() {
            return context.getExecutorMemoryStatus().size() - 1;
        }

        /** Executors that were asked for; 0 where no number was. */
        int instances() {
            return context.getConf().getInt("spark.executor.instances", 0);
        }

        long startMillis() {
            return context.startTime();
        }

        long waitingMillis() {
            return context.getConf().getTimeAsMs("spark.scheduler.maxRegisteredResourcesWaitingTime", "30s");
        }

        long millis() {
            return System.currentTimeMillis();
        }

        void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for executors", e);
            }
        }
    }
}
