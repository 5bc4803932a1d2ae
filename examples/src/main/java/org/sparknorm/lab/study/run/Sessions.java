package org.sparknorm.lab.study.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.kryo.NormRegistrator;
import org.sparknorm.lab.study.StudyGrid;
import org.sparknorm.lab.study.measure.CheckedSums;
import org.sparknorm.lab.study.measure.MicroGrid;

/** Spark sessions on one master after another, each with its own serializer, in one driver. */
final class Sessions implements AutoCloseable {

    private static final String REGISTERED = "spark.scheduler.minRegisteredResourcesRatio";
    private static final String KRYO_CLASSES = "spark.kryo.classesToRegister";
    private static final long POLL_MILLIS = 100;
    private static final long SETTLED_SECONDS = 3;

    private final SparkConf submitted = new SparkConf();
    private final Map<String, Integer> coresOf = new HashMap<>();
    private SparkSession open;
    private int opened;

    /** Returns whether the open session is this driver's first. */
    boolean isFirst() {
        return opened == 1;
    }

    /** Returns whether this driver can have no other session than its first. */
    boolean isSingle() {
        return submitted.get("spark.submit.deployMode", "client").equals("cluster");
    }

    /** Returns the master's URL, by a grid's name for it. */
    String url(String master) {
        return StudyGrid.SUBMITTED.equals(master) ? submitted.get("spark.master") : master;
    }

    /** Returns a master as points name it: a standalone master's port changes from start to start. */
    String label(String master) {
        String url = url(master);
        return url.startsWith("spark://") ? url.replaceAll(":\\d+(?=,|$)", "") : url;
    }

    /**
     * Closes the session before.
     *
     * @param serializer {@code java} or {@code kryo}
     * @throws IllegalStateException if this driver cannot have another session
     */
    SparkSession open(String master, String serializer) {
        if (opened > 0 && isSingle()) {
            throw new IllegalStateException("in deploy mode cluster a driver has one session, that of the first master"
                    + " and serializer; submit with deploy mode client");
        }
        close();
        opened++;
        SparkSession.Builder builder =
                SparkSession.builder().appName("SyncOverhead").master(url(master));
        builder.config(REGISTERED, submitted.get(REGISTERED, "1"));
        if (MicroGrid.KRYO.equals(serializer)) {
            String classes = submitted.get(KRYO_CLASSES, "");
            builder.config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                    .config("spark.kryo.registrator", NormRegistrator.class.getName())
                    .config("spark.kryo.registrationRequired", true)
                    .config(KRYO_CLASSES, classes + (classes.isEmpty() ? "" : ",") + CheckedSums.class.getName());
        } else {
            builder.config("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
        }
        open = builder.getOrCreate();
        return open;
    }

    /**
     * Tasks that run at the same time in the open session: as many as in the one before on that master, or once no more
     * executors register. Spark itself has waited for {@code spark.cores.max} or {@code spark.executor.instances},
     * where they are set.
     */
    int cores() {
        SparkContext context = open.sparkContext();
        int expected = coresOf.getOrDefault(context.master(), Integer.MAX_VALUE);
        long wait = context.getConf().getTimeAsMs("spark.scheduler.maxRegisteredResourcesWaitingTime", "30s");
        long now = System.nanoTime();
        long deadline = now + TimeUnit.MILLISECONDS.toNanos(wait);
        long changed = now;
        int cores = slots(context);
        while (!context.isLocal() && cores < expected && now < deadline && !settled(cores, expected, now - changed)) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted before executors registered", e);
            }
            now = System.nanoTime();
            int found = slots(context);
            changed = found == cores ? changed : now;
            cores = found;
        }
        if (cores == 0) {
            throw new IllegalStateException("no executor of " + context.master() + " registered in " + wait + " ms");
        }
        coresOf.put(context.master(), cores);
        return cores;
    }

    private static boolean settled(int cores, int expected, long unchangedNanos) {
        return expected == Integer.MAX_VALUE && cores > 0 && unchangedNanos > TimeUnit.SECONDS.toNanos(SETTLED_SECONDS);
    }

    private static int slots(SparkContext context) {
        return context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
    }

    @Override
    public void close() {
        if (open != null) {
            open.stop();
            open = null;
        }
    }
}
