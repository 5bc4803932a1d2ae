package org.sparknorm;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local disk under the scheme {@code full}, with room for so many bytes; with less than none, no file is made. */
public final class FullDisk extends RawLocalFileSystem {

    private static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);

    /** The folder, by a name under which Hadoop finds this disk; with room for as many bytes as a long counts. */
    public static String path(Path folder) {
        SparkSessions.shared().sparkContext().hadoopConfiguration().set("fs.full.impl", FullDisk.class.getName());
        setRoom(Long.MAX_VALUE);
        return "full://" + folder.toAbsolutePath();
    }

    /** Room from now on; -1: files can't even be made. */
    public static void setRoom(long bytes) {
        ROOM.set(bytes);
    }

    public static long room() {
        return ROOM.get();
    }

    @Override
    public URI getUri() {
        return URI.create("full:///");
    }

    @Override
    public String getScheme() {
        return "full";
    }

    @Override
    public FSDataOutputStream create(
            org.apache.hadoop.fs.Path file,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return limited(super.create(file, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public FSDataOutputStream create(
            org.apache.hadoop.fs.Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return limited(super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    private static FSDataOutputStream limited(FSDataOutputStream file) throws IOException {
        if (ROOM.get() < 0) {
            file.close();
            throw noSpace();
        }
        return new FSDataOutputStream(new Limited(file), new FileSystem.Statistics("full"));
    }

    private static IOException noSpace() {
        return new IOException("No space left on device");
    }

    private static final class Limited extends FilterOutputStream {

        Limited(OutputStream file) {
            super(file);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        /** Writes what fits: a disk that is full leaves files cut anywhere. */
        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int fits = (int) Math.min(count, Math.max(0, ROOM.getAndAdd(-count)));
            out.write(bytes, from, fits);
            if (fits < count) {
                throw noSpace();
            }
        }
    }
}
