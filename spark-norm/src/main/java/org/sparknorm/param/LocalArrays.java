package org.sparknorm.param;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model's numbers in one file on the driver's own disk. Spark Connect saves there, from 4.1 on, what it takes out of
 * memory, and deletes it there; what went to the default file system instead would stay for good.
 */
final class LocalArrays {

    private LocalArrays() {}

    /**
     * Returns true where Spark asks for the driver's disk. It is asked by reflection: Spark 4.0 does not have the
     * question.
     */
    static boolean isOn() {
        try {
            Object state = Class.forName("org.apache.spark.ml.util.ReadWriteUtils")
                    .getMethod("localSavingModeState")
                    .invoke(null);
            return Boolean.TRUE.equals(((ThreadLocal<?>) state).get());
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    static void write(List<ModelArray> arrays, Path file) {
        try {
            Files.createDirectories(file.getParent());
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                out.writeInt(arrays.size());
                for (ModelArray array : arrays) {
                    out.writeUTF(array.name());
                    out.writeUTF(array.kind());
                    out.writeInt(array.values().length);
                    for (double value : array.values()) {
                        out.writeDouble(value);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ModelArray> read(Path file) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            List<ModelArray> arrays = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                String kind = in.readUTF();
                double[] values = new double[in.readInt()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.readDouble();
                }
                arrays.add(new ModelArray(name, kind, values));
            }
            return arrays;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
