package org.sparknorm.lab.study.measure;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.TaskContext;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.TaskCompletionListener;
import org.sparknorm.lab.study.measure.Stamp.Kind;

/**
 * Brings the stamps of each task to the driver, as an accumulator whose updates a listener reads at the task's end, and
 * keeps those of the driver. Made with the functions of a job, it notes when these are serialized and deserialized.
 */
final class Stamps extends AccumulatorV2<Stamp, List<Stamp>> {

    /** Spark hands the updates of named accumulators alone to its listeners. */
    static final String NAME = "org.sparknorm.lab.study.stamps";

    private static final long serialVersionUID = 1L;

    private static final ThreadLocal<Stamps> OF_TASK = new ThreadLocal<>();
    private static final Queue<Stamp> OF_DRIVER = new ConcurrentLinkedQueue<>();

    private transient List<Stamp> stamps = new ArrayList<>();
    private transient int partition = -1;

    /** Notes work that ends now, for the task of this thread; outside of tasks, for the driver. */
    public static void note(Kind kind, long begin, int partition) {
        Stamp stamp = new Stamp(kind, begin, Stamp.now(), partition);
        if (TaskContext.get() == null && OF_TASK.get() == null) {
            OF_DRIVER.add(stamp);
        } else if (OF_TASK.get() != null) {
            OF_TASK.get().add(stamp);
        }
    }

    /**
     * Returns the number of this thread's task, whose result may be written when Spark has taken the task's context
     * away; else -1.
     */
    public static int partition() {
        return OF_TASK.get() == null ? -1 : OF_TASK.get().partition;
    }

    /** Returns what the driver noted since it was asked last. */
    static List<Stamp> takeDriver() {
        List<Stamp> taken = new ArrayList<>();
        for (Stamp stamp = OF_DRIVER.poll(); stamp != null; stamp = OF_DRIVER.poll()) {
            taken.add(stamp);
        }
        return taken;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        // Out of a task it is the update that is written.
        if (TaskContext.get() == null && OF_TASK.get() == null) {
            note(Kind.SHIP, Stamp.now(), -1);
        }
        out.defaultWriteObject();
        out.writeInt(stamps.size());
        for (Stamp stamp : stamps) {
            out.writeByte(stamp.kind().ordinal());
            out.writeLong(stamp.begin());
            out.writeLong(stamp.end());
            out.writeInt(stamp.partition());
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        stamps = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            stamps.add(new Stamp(Kind.values()[in.readByte()], in.readLong(), in.readLong(), in.readInt()));
        }
        TaskContext context = TaskContext.get();
        if (context != null) {
            OF_TASK.set(this);
            partition = context.partitionId();
            note(Kind.OPEN, Stamp.now(), -1);
            context.addTaskCompletionListener((TaskCompletionListener) ended -> note(Kind.CLOSE, Stamp.now(), -1));
        }
    }

    @Override
    public boolean isZero() {
        return stamps.isEmpty();
    }

    @Override
    public Stamps copy() {
        Stamps copy = new Stamps();
        copy.stamps.addAll(stamps);
        return copy;
    }

    @Override
    public void reset() {
        stamps.clear();
    }

    @Override
    public void add(Stamp stamp) {
        stamps.add(stamp);
    }

    /** Keeps nothing: the listener has read them, and a sum of all tasks' would grow while it is measured. */
    @Override
    public void merge(AccumulatorV2<Stamp, List<Stamp>> other) {}

    @Override
    public List<Stamp> value() {
        return stamps;
    }
}
