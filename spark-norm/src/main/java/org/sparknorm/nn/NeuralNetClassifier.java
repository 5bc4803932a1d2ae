package org.sparknorm.nn;

import java.util.function.BiConsumer;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.core.RunningStatistics;
import org.sparknorm.network.Network;
import org.sparknorm.param.StageReader;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.train.EpochReport;
import org.sparknorm.train.SyncKind;
import org.sparknorm.train.TrainedNetwork;
import org.sparknorm.train.TrainingException;
import org.sparknorm.train.TrainingSummary;

/**
 * A classifier: a neural network trained in mini-batches on all workers at once, in which batch norm sees the whole
 * global batch, forward and backward.
 *
 * <pre>{@code
 * new NeuralNetClassifier()
 *         .setInputShape(784)
 *         .setNetwork("dense 256, norm, relu, dense 128, norm, relu, dense 10")
 *         .setNorm("syncBatch")
 *         .setMaxIter(3)
 *         .fit(digits);
 * }</pre>
 *
 * <p>Params:
 *
 * <ul>
 *   <li>featuresCol ("features"): vectors, array&lt;double&gt; or array&lt;float&gt;, channel-major; labelCol
 *       ("label"): whole numbers from 0; weightCol: weight of each row in the loss, not in the statistics of batch norm
 *   <li>predictionCol, rawPredictionCol, probabilityCol, thresholds: as in Spark's probabilistic classifiers
 *   <li>network: see {@link Network}; its last layer has an output for each class. inputShape: (features) or (channels,
 *       height, width); not set: as many features as the first row has values
 *   <li>norm ("syncBatch"): what stands where the network says norm: none; batch, each worker's own statistics;
 *       syncBatch, those of the whole global batch; layer; group; rms. Running statistics are those of the whole global
 *       batch with either
 *   <li>handleInvalid ("error"): what becomes of rows with null, NaN or infinite values, of another size, or without a
 *       label: refused; left out with skip and keep. The model drops them with skip, and with keep adds null to them
 *   <li>groups of group norm (the largest number of up to 32 that divides the channels); epsilon (1e-5, rms 1e-6);
 *       momentum (0.1): weight of the new batch in running statistics, in the long run; unlike PyTorch's, they remember
 *       nothing of the mean 0 and variance 1 that they start with, see {@link RunningStatistics#corrected}
 *   <li>batchSize (256): rows of a global batch; maxIter (10): epochs
 *   <li>solver ("sgd"): sgd, with sgdMomentum (0.9), or adamW; stepSize (0.1, adamW 0.001); schedule ("constant"): or
 *       cosine, to 0 at the last step; warmupSteps (0); weightDecay (0), on weights alone
 *   <li>numWorkers: tasks that share each global batch; not set: as many as Spark runs at a time once executors have
 *       registered, but never more than batchSize
 *   <li>sync ("treeAggregate"): a Spark job for each exchange, or "collective": see {@link SyncKind}; aggregationDepth
 *       (2)
 *   <li>checkpointDir (none), checkpointInterval (1): epochs. The very same fit, with the same rows and params, goes on
 *       where it was interrupted; another one starts anew, a larger maxIter included, and one that is done leaves
 *       nothing
 *   <li>seed (0): of initial weights and of the order of rows
 * </ul>
 *
 * <p>With collective, the same seed and number of workers give the same bits. Which rows form a global batch follows
 * from the seed, not from the number of workers. The rows must come in the same order when Spark computes them again.
 *
 * <p>Networks compute in 32-bit floats. A feature whose values floats cannot tell apart, such as milliseconds since
 * 1970 within an hour, is refused: a {@code SyncBatchNorm} stage before this one normalizes it in doubles.
 */
public final class NeuralNetClassifier
        extends ProbabilisticClassifier<Vector, NeuralNetClassifier, NeuralNetClassificationModel>
        implements NeuralNetParams<NeuralNetClassifier>, DefaultParamsWritable {

    private static final long serialVersionUID = 1L;

    /** The uid gets no value here: constructors of Spark's ask for it before one could be given. */
    private String uid;

    public NeuralNetClassifier() {
        this(Identifiable.randomUID("NeuralNetClassifier"));
    }

    /** Makes a stage with a given uid, as loading does. */
    public NeuralNetClassifier(String uid) {
        this(new PendingUid(uid));
    }

    private NeuralNetClassifier(PendingUid taken) {
        new NeuralNetSchema(this).setDefaults();
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = PendingUid.take();
        }
        return uid;
    }

    /**
     * Trains, and logs a line for each epoch.
     *
     * @throws IllegalArgumentException for a schema, params or rows that do not fit
     * @throws TrainingException if training cannot go on: a loss that is no number, say
     */
    @Override
    public NeuralNetClassificationModel fit(Dataset<?> dataset) {
        return fit(dataset, (epoch, model) -> {});
    }

    /**
     * Trains, and tells of each epoch.
     *
     * @param onEpoch called on this thread after each epoch, with the model as it is by then, without a summary
     * @throws IllegalArgumentException for a schema, params or rows that do not fit
     * @throws TrainingException if training cannot go on: a loss that is no number, say
     */
    public NeuralNetClassificationModel fit(
            Dataset<?> dataset, BiConsumer<EpochReport, NeuralNetClassificationModel> onEpoch) {
        transformSchema(dataset.schema());
        ClassifierTraining training = ClassifierTraining.of(this, dataset);
        TrainedNetwork trained = training.train((epoch, variables) -> {
            onEpoch.accept(epoch, model(training, variables.copy(), null));
        });
        return model(training, trained.variables(), trained.summary());
    }

    /** Trains, as {@link #fit(Dataset)} does. */
    @Override
    public NeuralNetClassificationModel train(Dataset<?> dataset) {
        return fit(dataset);
    }

    private NeuralNetClassificationModel model(
            ClassifierTraining training, Variables variables, TrainingSummary summary) {
        NeuralNetClassificationModel model = new NeuralNetClassificationModel(uid, variables, summary);
        copyValues(model, new ParamMap());
        if (getInputShape() == null) {
            model.setInputShape(training.program().input().size());
        }
        return model.setParent(this);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        NeuralNetSchema params = new NeuralNetSchema(this);
        Program program = params.program(schema);
        params.requireLabels(schema);
        return params.withPredictions(schema, program == null ? -1 : program.classes());
    }

    @Override
    public NeuralNetClassifier copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<NeuralNetClassifier> read() {
        return new StageReader<>(NeuralNetClassifier.class, NeuralNetClassifier::new);
    }

    /**
     * Loads a saved estimator.
     *
     * @param path any Hadoop path
     */
    public static NeuralNetClassifier load(String path) {
        return read().load(path);
    }
}
