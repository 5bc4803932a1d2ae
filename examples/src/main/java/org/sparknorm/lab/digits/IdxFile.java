package org.sparknorm.lab.digits;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * An IDX file of unsigned bytes, the format of MNIST: a magic number (0, 0, the element type 8, the number of
 * dimensions), one big-endian int per dimension, and the values in row-major order.
 *
 * @param shape one size per dimension, each at least 0
 * @param values bytes, as many as the shape's product, unsigned
 */
record IdxFile(int[] shape, byte[] values) {

    private static final int UNSIGNED_BYTES = 0x0800;
    private static final int BLOCK = 1 << 16;
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    /**
     * Reads a whole file, compressed if its name ends as one of Hadoop's codecs has it (.gz).
     *
     * @param path path on any of Hadoop's file systems
     * @param dimensions number of dimensions that the file must have
     * @throws IOException naming the file, what was found and what is expected: no such file, another magic number,
     *     fewer or more bytes than the shape needs, not what its compression promises
     */
    static IdxFile read(Path path, int dimensions, Configuration configuration) throws IOException {
        try (InputStream in = open(path, configuration)) {
            int magic = readInt(in, path, "the magic number");
            if (magic != (UNSIGNED_BYTES | dimensions)) {
                throw new IOException(String.format(
                        "%s: starts with 0x%08x, expected 0x%08x (IDX, unsigned bytes, %d dimension%s)",
                        path, magic, UNSIGNED_BYTES | dimensions, dimensions, dimensions == 1 ? "" : "s"));
            }
            int[] shape = new int[dimensions];
            for (int d = 0; d < dimensions; d++) {
                shape[d] = readInt(in, path, "the size of dimension " + (d + 1) + " of " + dimensions);
            }
            return new IdxFile(shape, readValues(in, path, shape));
        } catch (FileNotFoundException e) {
            throw (IOException) new FileNotFoundException(
                            path + ": no such file, expected an IDX file of " + dimensions + " dimensions")
                    .initCause(e);
        }
    }

    private static InputStream open(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(path);
        InputStream raw = files.open(path);
        return codec == null ? raw : codec.createInputStream(raw);
    }

    private static int readInt(InputStream in, Path path, String what) throws IOException {
        byte[] bytes = readUpTo(Integer.BYTES, in, path);
        if (bytes.length < Integer.BYTES) {
            throw new EOFException(path + ": ends inside " + what + ", expected an IDX file of unsigned bytes");
        }
        return ByteBuffer.wrap(bytes).getInt();
    }

    private static byte[] readValues(InputStream in, Path path, int[] shape) throws IOException {
        String sizes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
        long expected = 1;
        for (int size : shape) {
            expected *= size;
            if (size < 0 || expected > MOST_VALUES) {
                throw new IOException(path + ": has the shape " + sizes + ", expected sizes from 0 and at most "
                        + MOST_VALUES + " values");
            }
        }
        byte[] values = readUpTo((int) expected, in, path);
        if (values.length < expected) {
            throw new EOFException(path + ": is truncated: holds " + values.length + " values, expected " + expected
                    + " for its shape " + sizes);
        }
        if (readUpTo(1, in, path).length > 0) {
            throw new IOException(
                    path + ": goes on after the " + expected + " values that its shape " + sizes + " needs");
        }
        return values;
    }

    /** Returns fewer than {@code count} bytes where the input ends, be it in the middle of a compressed block. */
    private static byte[] readUpTo(int count, InputStream in, Path path) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[Math.min(count, BLOCK)];
        try {
            int read;
            while (bytes.size() < count
                    && (read = in.read(block, 0, Math.min(count - bytes.size(), block.length))) >= 0) {
                bytes.write(block, 0, read);
            }
        } catch (EOFException e) {
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IOException(path + ": cannot be read: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }
}
