package org.sparknorm.lab.study.measure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoSerializable;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.sparknorm.core.Mergeable;
import org.sparknorm.lab.study.measure.Stamp.Kind;

/**
 * What one batch norm combines: a count, and for each channel a sum and a sum of squares. Here they are integers that
 * depend on partition, index and iteration, whose sums are exact in any order: a part that is lost, doubled or of
 * another iteration shows. Serializes as the library's own sums do (an array of doubles), and notes when.
 */
public final class CheckedSums implements Mergeable<CheckedSums>, Serializable, KryoSerializable {

    private static final long serialVersionUID = 1L;

    /** Prime, so that neighbouring channels and iterations differ. */
    private static final int PERIOD = 1021;

    /** Sums; null: of no partition. */
    private double[] values;

    /** The number of the task that sent them. */
    private int partition = -1;

    /** Serves Kryo; others call {@link #none}. */
    CheckedSums() {}

    /** Returns the sums of no partition. */
    public static CheckedSums none() {
        return new CheckedSums();
    }

    public static CheckedSums of(int partition, int channels, int iteration) {
        CheckedSums sums = new CheckedSums();
        sums.values = new double[length(channels)];
        fill(sums.values, partition + 1, iteration);
        sums.partition = partition;
        return sums;
    }

    /**
     * Sums of one partition, and in proportion of several.
     *
     * @param factor partition + 1; of several, the sum of those
     */
    public static void fill(double[] values, int factor, int iteration) {
        for (int i = 0; i < values.length; i++) {
            values[i] = value(factor, i, iteration);
        }
    }

    /** Returns whether the values are what so many partitions together hold. */
    static boolean areExpected(double[] values, int channels, int partitions, int iteration) {
        if (values == null || values.length != length(channels)) {
            return false;
        }
        int factor = partitions * (partitions + 1) / 2;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != value(factor, i, iteration)) {
                return false;
            }
        }
        return true;
    }

    private static double value(int factor, int index, int iteration) {
        return (double) factor * (1 + (index + iteration) % PERIOD);
    }

    public static int length(int channels) {
        return 1 + 2 * channels;
    }

    public static long bytes(int channels) {
        return (long) length(channels) * Double.BYTES;
    }

    @Override
    public CheckedSums merge(CheckedSums other) {
        long begin = Stamp.now();
        if (values == null) {
            values = other.values == null ? null : other.values.clone();
        } else if (other.values != null) {
            for (int i = 0; i < values.length; i++) {
                values[i] += other.values[i];
            }
        }
        Stamps.note(Kind.MERGE, begin, other.partition);
        return this;
    }

    /** Returns the sums; null of no partition. */
    public double[] values() {
        return values;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        long begin = Stamp.now();
        out.writeInt(Stamps.partition());
        out.writeObject(values);
        written(begin);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        long begin = Stamp.now();
        partition = in.readInt();
        values = (double[]) in.readObject();
        read(begin);
    }

    @Override
    public void write(Kryo kryo, Output out) {
        long begin = Stamp.now();
        out.writeInt(Stamps.partition());
        kryo.writeObjectOrNull(out, values, double[].class);
        written(begin);
    }

    @Override
    public void read(Kryo kryo, Input in) {
        long begin = Stamp.now();
        partition = in.readInt();
        values = kryo.readObjectOrNull(in, double[].class);
        read(begin);
    }

    private void written(long begin) {
        if (values != null) {
            Stamps.note(Kind.WRITE, begin, partition);
        }
    }

    private void read(long begin) {
        if (values != null) {
            Stamps.note(Kind.READ, begin, partition);
        }
    }
}
