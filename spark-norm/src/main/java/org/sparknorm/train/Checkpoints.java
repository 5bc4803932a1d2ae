package org.sparknorm.train;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparknorm.shard.Shards;

/**
 * The checkpoints of a training, in a folder of any Hadoop file system. Each training has a folder of its own in there,
 * named by a digest of its settings and rows, so that none takes up another's, however many use the same place, at the
 * same time or one after the other. It holds one file, of the last epoch that was kept: written under another name and
 * renamed when it is whole; only then its predecessor goes. When the training is done, so is its folder.
 */
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String PREFIX = "epoch-";
    private static final String SUFFIX = ".checkpoint";

    private final int workers;
    private final Map<String, String> training;
    private final Path folder;
    private final FileSystem files;

    /**
     * Makes the folder, and tries whether it can be written to.
     *
     * @throws IllegalArgumentException if it cannot
     */
    Checkpoints(TrainingSettings settings, Shards rows, Configuration hadoop) {
        workers = settings.workers().count();
        training = CheckpointHeader.training(settings, rows);
        folder = new Path(settings.checkpointing().dir(), name(training));
        Path trial = new Path(folder, "_" + UUID.randomUUID());
        try {
            files = folder.getFileSystem(hadoop);
            files.mkdirs(folder);
            files.create(trial, false).close();
            files.delete(trial, false);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot write checkpoints to " + folder, e);
        }
    }

    /** Sixteen hexadecimal digits of the SHA-256 of what makes the training. */
    private static String name(Map<String, String> training) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(training.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /**
     * Where the training left off.
     *
     * @throws IllegalArgumentException if the last checkpoint is damaged
     */
    Optional<TrainingState> latest(TrainingState initial) {
        try {
            FileStatus[] all = checkpoints();
            return all.length == 0 ? Optional.empty() : Optional.of(read(all[all.length - 1].getPath(), initial));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot list the checkpoints in " + folder, e);
        }
    }

    private TrainingState read(Path file, TrainingState initial) {
        try (InputStream in = files.open(file)) {
            TrainingState state = CheckpointFormat.read(in, header(initial), initial);
            LOG.info("Resuming after epoch {} from {}", state.epoch(), file);
            return state;
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
                CheckpointFormat.write(out, header(state), state);
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

    /** Removes what the training no longer needs. */
    void remove() {
        try {
            files.delete(folder, true);
        } catch (IOException e) {
            LOG.warn("The training is done, but its checkpoints in {} cannot be removed", folder, e);
        }
    }

    private CheckpointHeader header(TrainingState state) {
        return new CheckpointHeader(state.epoch(), state.optimizer().steps(), workers, training);
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
