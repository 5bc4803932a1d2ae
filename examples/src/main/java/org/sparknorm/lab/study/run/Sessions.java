package org.sparknorm.lab.study.run;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparknorm.kryo.NormRegistrator;
import org.sparknorm.lab.study.StudyGrid;
import org.sparknorm.lab.study.measure.CheckedSums;
import org.sparknorm.lab.study.measure.MicroGrid;
import org.sparknorm.sync.Slots;

/** Spark sessions on one master after another, each with its own serializer, in one driver. */
final class Sessions implements AutoCloseable {

    private static final String REGISTERED = "spark.scheduler.minRegisteredResourcesRatio";
    private static final String KRYO_CLASSES = "spark.kryo.classesToRegister";

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
     * Returns the number of tasks that run at the same time in the open session: as many as in the one before on that
     * master, or as many as there are once no more executors register.
     */
    int cores() {
        SparkContext context = open.sparkContext();
        Integer before = coresOf.get(context.master());
        int cores = before == null ? Slots.settled(context) : Slots.await(context, before);
        if (cores == 0) {
            throw new IllegalStateException("no executor of " + context.master() + " registered");
        }
        coresOf.put(context.master(), cores);
        return cores;
    }

    @Override
    public void close() {
        if (open != null) {
            open.stop();
            open = null;
        }
    }
}
