package org.sparknorm.train;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of a training in a folder of any Hadoop file system: one file, of the last epoch that was kept. It is
 * written under another name and renamed when it is whole; only then its predecessor goes.
 */
final class Checkpoints {

    private static final String PREFIX = "epoch-";
    private static final String SUFFIX = ".checkpoint";

    private final TrainingSettings settings;
    private final long rows;
    private final Path folder;
    private final FileSystem files;

    /**
     * @param rows number of rows of the training
     * @throws IllegalArgumentException if the folder cannot be made, or is none
     */
    Checkpoints(TrainingSettings settings, long rows, Configuration hadoop) {
        this.settings = settings;
        this.rows = rows;
        this.folder = new Path(settings.checkpointing().dir());
        try {
            files = folder.getFileSystem(hadoop);
            files.mkdirs(folder);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot write checkpoints to " + folder, e);
        }
    }

    /**
     * Where the training left off.
     *
     * @throws IllegalArgumentException if the last checkpoint is another training's, goes beyond this one's epochs, or
     *     is damaged
     */
    Optional<TrainingState> latest(TrainingState initial) {
        try {
            FileStatus[] all = checkpoints();
            if (all.length == 0) {
                return Optional.empty();
            }
            TrainingState state = read(all[all.length - 1].getPath(), initial);
            if (state.epoch() > settings.optimization().epochs()) {
                throw new IllegalArgumentException("the checkpoint in " + folder + " is of epoch " + state.epoch()
                        + ", expected at most " + settings.optimization().epochs());
            }
            return Optional.of(state);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot list the checkpoints in " + folder, e);
        }
    }

    private TrainingState read(Path file, TrainingState initial) {
        try (InputStream in = files.open(file)) {
            return CheckpointFormat.read(in, CheckpointHeader.of(settings, rows, initial), initial);
        } catch (EOFException e) {
            throw new IllegalArgumentException("the checkpoint " + file + " is damaged: it ends too early", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the checkpoint " + file + " is damaged: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes the state, and removes what was there before. */
    void write(TrainingState state) throws IOException {
        FileStatus[] older = checkpoints();
        Path whole = new Path(folder, String.format(Locale.ROOT, "%s%08d%s", PREFIX, state.epoch(), SUFFIX));
        Path part = new Path(folder, "_" + whole.getName() + "." + UUID.randomUUID());
        try {
            try (OutputStream out = files.create(part, false)) {
                CheckpointFormat.write(out, CheckpointHeader.of(settings, rows, state), state);
            }
            if (!files.rename(part, whole)) {
                throw new IOException("cannot rename " + part + " to " + whole);
            }
        } finally {
            files.delete(part, false);
        }
        for (FileStatus old : older) {
            files.delete(old.getPath(), false);
        }
    }

    /** Lists the checkpoints in the order of epochs. */
    private FileStatus[] checkpoints() throws IOException {
        FileStatus[] found;
        try {
            found = files.listStatus(
                    folder,
                    path -> path.getName().startsWith(PREFIX) && path.getName().endsWith(SUFFIX));
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
        Arrays.sort(found, Comparator.comparing(status -> status.getPath().getName()));
        return found;
    }
}
