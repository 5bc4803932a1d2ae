package org.sparknorm.param;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.sparknorm.spark.SparkMl;

/**
 * A model on disk: {@code metadata/} with its params, as all of Spark ML, and {@code data/} with its numbers, in
 * Parquet of any size ({@link ModelParts}). A save is whole or absent: metadata come last, a save that fails leaves
 * nothing, and overwriting replaces the old model once the new one is there. A load checks that all numbers came.
 *
 * <p>Where Spark Connect keeps models on the server's own disk, data are a file there ({@link LocalArrays}).
 *
 * @param <M> the model
 */
public abstract class ModelFiles<M extends Params> {

    private final Class<M> type;

    /** @param type class that the metadata must name */
    protected ModelFiles(Class<M> type) {
        this.type = type;
    }

    /** Returns all numbers of a model. */
    protected abstract List<ModelArray> arrays(M model);

    /**
     * Makes a model of what was saved; the reader sets its params.
     *
     * @param arrays those of {@link #arrays}, in order
     * @throws IllegalArgumentException if they are not of one model
     */
    protected abstract M model(DefaultParamsReader.Metadata metadata, List<ModelArray> arrays);

    public final MLWriter writer(M model) {
        return new Writer(model);
    }

    public final MLReader<M> reader() {
        return new Reader();
    }

    private final class Writer extends MLWriter {

        private final M model;

        Writer(M model) {
            this.model = model;
        }

        @Override
        public void save(String path) throws IOException {
            Path target = new Path(path);
            if (LocalArrays.isOn() || !shouldOverwrite() || !files(target).exists(target)) {
                super.save(path);
                return;
            }
            Path fresh = target.suffix("-" + UUID.randomUUID());
            saveImpl(fresh.toString());
            files(target).delete(target, true);
            if (!files(target).rename(fresh, target)) {
                throw new IOException("found the new model at " + fresh + ", expected to move it to " + target);
            }
        }

        @Override
        public void saveImpl(String path) {
            try {
                if (LocalArrays.isOn()) {
                    LocalArrays.write(arrays(model), localData(path));
                } else {
                    ModelParts.write(arrays(model), sparkSession(), dataPath(path));
                }
                SparkMl.saveMetadata(model, path, sparkSession());
            } catch (Throwable e) {
                delete(path, e);
                throw e;
            }
        }

        /** Deletes what a failed save wrote; the folder too, if nothing else is in it. */
        private void delete(String path, Throwable failure) {
            try {
                Path folder = new Path(path);
                FileSystem files = files(folder);
                files.delete(new Path(folder, "data"), true);
                files.delete(new Path(folder, "metadata"), true);
                if (files.exists(folder) && files.listStatus(folder).length == 0) {
                    files.delete(folder, false);
                }
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }

        private FileSystem files(Path path) throws IOException {
            return path.getFileSystem(sparkSession().sessionState().newHadoopConf());
        }
    }

    private final class Reader extends MLReader<M> {

        @Override
        public M load(String path) {
            DefaultParamsReader.Metadata metadata = SparkMl.loadMetadata(path, sparkSession(), type);
            List<ModelArray> arrays = LocalArrays.isOn() && Files.isRegularFile(localData(path))
                    ? LocalArrays.read(localData(path))
                    : ModelParts.read(sparkSession(), dataPath(path));
            M model = model(metadata, arrays);
            metadata.getAndSetParams(model, scala.Option.empty());
            return model;
        }
    }

    private static java.nio.file.Path localData(String path) {
        return java.nio.file.Path.of(path, "data");
    }

    private static String dataPath(String path) {
        return new Path(path, "data").toString();
    }
}
