package org.sparknorm.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A safetensors file: named tensors behind a JSON header. Opening reads the header; {@link #read} reads one tensor, so
 * that memory holds one at a time. Nothing is assumed of the order of tensors, of alignment, or of metadata.
 *
 * <p>A header is at most 100,000,000 bytes, as in the reference implementation, and never longer than its file; both
 * are checked before memory is taken. A header whose tensors overlap, leave bytes to nobody, reach beyond the file, do
 * not fit their shapes, or share a name is refused. Tensors of types that are not in {@link TensorType} may be in a
 * file; reading one is refused by its name.
 */
public final class Safetensors {

    /** Bytes of the longest header that is read. */
    public static final int MAX_HEADER = 100_000_000;

    private static final int PREFIX = Long.BYTES;

    private final Path path;
    private final long dataStart;
    private final SafetensorsHeader header;

    private Safetensors(Path path, long dataStart, SafetensorsHeader header) {
        this.path = path;
        this.dataStart = dataStart;
        this.header = header;
    }

    /**
     * Reads a file's header.
     *
     * @param path any Hadoop path
     * @throws IllegalArgumentException if it is not a safetensors file
     */
    public static Safetensors open(String path) {
        Path file = new Path(path);
        try {
            FileSystem files = fileSystem(file);
            long length = files.getFileStatus(file).getLen();
            try (FSDataInputStream in = files.open(file)) {
                byte[] json = new byte[headerLength(in, length)];
                in.readFully(PREFIX, json);
                long dataStart = PREFIX + json.length;
                return new Safetensors(file, dataStart, SafetensorsHeader.parse(json, length - dataStart));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the tensors, in the order of the header. */
    public List<String> names() {
        return List.copyOf(header.tensors().keySet());
    }

    public boolean contains(String name) {
        return header.tensors().containsKey(name);
    }

    /**
     * What the header says of a tensor.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public TensorInfo info(String name) {
        TensorInfo info = header.tensors().get(name);
        if (info == null) {
            throw new IllegalArgumentException(path + ": no tensor '" + name + "'; there are " + Listing.of(names()));
        }
        return info;
    }

    /** What the writer noted of the file; empty where it noted nothing. */
    public Map<String, String> metadata() {
        return Map.copyOf(header.metadata());
    }

    /**
     * Reads one tensor.
     *
     * @throws IllegalArgumentException if there is none of this name, its type is not one that is read, or it has more
     *     bytes than an array of Java
     */
    public Tensor read(String name) {
        TensorInfo info = info(name);
        if (info.bytes() > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException(
                    path + ": tensor '" + name + "' has " + info.bytes() + " bytes, more than an array holds");
        }
        TensorType type = requireType(info);
        byte[] bytes = new byte[(int) info.bytes()];
        try (FSDataInputStream in = fileSystem(path).open(path)) {
            in.readFully(dataStart + info.begin(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tensor(type, info.shape(), bytes);
    }

    /**
     * Writes a file that is not there yet; one that cannot be written whole is removed.
     *
     * @param path any Hadoop path
     * @param metadata notes for readers; may be empty
     */
    public static void write(String path, Map<String, String> metadata, Map<String, Tensor> tensors) {
        Path file = new Path(path);
        SafetensorsHeader header = SafetensorsHeader.of(tensors, metadata);
        byte[] json = header.json();
        ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
        try {
            FileSystem files = fileSystem(file);
            FSDataOutputStream out = files.create(file, false);
            try (out) {
                out.write(prefix.putLong(json.length).array());
                out.write(json);
                for (String name : header.tensors().keySet()) {
                    tensors.get(name).write(out);
                }
            } catch (IOException e) {
                files.delete(file, false);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private TensorType requireType(TensorInfo info) {
        try {
            return info.requireType();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    private static int headerLength(FSDataInputStream in, long fileLength) throws IOException {
        if (fileLength < PREFIX) {
            throw new IllegalArgumentException("no safetensors file: it has " + fileLength + " bytes");
        }
        byte[] prefix = new byte[PREFIX];
        in.readFully(0, prefix);
        long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > Math.min(MAX_HEADER, fileLength - PREFIX)) {
            throw new IllegalArgumentException("no safetensors file: a header of " + Long.toUnsignedString(length)
                    + " bytes in a file of " + fileLength + ", where at most " + MAX_HEADER + " are read");
        }
        return (int) length;
    }

    private static FileSystem fileSystem(Path file) throws IOException {
        return file.getFileSystem(SparkSession.active().sparkContext().hadoopConfiguration());
    }
}
