package org.sparknorm.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.FloatRows;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.column.ScoreColumns;
import org.sparknorm.program.Variables;
import org.sparknorm.train.TrainingSummary;
import scala.Option;
import scala.Tuple3;

/**
 * The network that {@link NeuralNetClassifier} trained. Params: those of the classifier. Batch norm normalizes with
 * running statistics, so that a row's prediction does not depend on the rows beside it.
 *
 * <p>Immutable but for its params; {@link #recalibrate} makes a new model.
 */
public final class NeuralNetClassificationModel
        extends ProbabilisticClassificationModel<Vector, NeuralNetClassificationModel>
        implements NeuralNetParams<NeuralNetClassificationModel>,
                HasTrainingSummary<TrainingSummary>,
                KeptSummary,
                MLWritable {

    private static final long serialVersionUID = 1L;

    /** The uid gets no value here: constructors of Spark's ask for it before one could be given. */
    private String uid;

    private final Variables variables;
    private Option<TrainingSummary> summary;
    private transient volatile CurrentNetwork current;

    /** Makes a model of no network. Java asks for it in a class of a service file; the classifier makes models. */
    public NeuralNetClassificationModel() {
        this("", null, null);
    }

    NeuralNetClassificationModel(String uid, Variables variables, TrainingSummary summary) {
        this(new PendingUid(uid), variables, summary);
    }

    private NeuralNetClassificationModel(PendingUid taken, Variables variables, TrainingSummary summary) {
        this.variables = variables;
        this.summary = Option.apply(summary);
        new NeuralNetSchema(this).setDefaults();
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = PendingUid.take();
        }
        return uid;
    }

    @Override
    public int numClasses() {
        return current().program().classes();
    }

    /** Returns the number of values of a row. */
    @Override
    public int numFeatures() {
        return current().program().input().size();
    }

    /** Returns a copy of parameters and running statistics. */
    public Variables variables() {
        return variables.copy();
    }

    /** Returns the summary, where there is one. */
    @Override
    public Option<TrainingSummary> trainingSummary() {
        return summary;
    }

    /** Sets the summary, as Spark's own models let themselves be told. */
    @Override
    public void trainingSummary_$eq(Option<TrainingSummary> value) {
        summary = value;
    }

    /**
     * Takes the exact statistics of the whole training set in place of running ones, in one more pass ('precise BN', Wu
     * and Johnson 2021). A network without batch norm stays as it is.
     *
     * @param dataset rows with features, labels and weights, as for fit
     * @return a new model, without summary; this one stays as it is
     * @throws IllegalArgumentException for a schema or rows that do not fit
     */
    public NeuralNetClassificationModel recalibrate(Dataset<?> dataset) {
        Variables exact = ClassifierTraining.of(this, dataset).recalibrate(variables.copy());
        return copyWith(exact, null, new ParamMap());
    }

    /** Adds the columns that have a name; the network runs once a row, however many of them are read. */
    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType result = transformSchema(dataset.schema());
        InvalidRows invalid = schema().invalid();
        CurrentNetwork network = current();
        FloatRows rows = new FloatRows(
                schema().features(dataset.schema()), network.program().input().size());
        List<ScoreColumns.Output> outputs = outputs(result);
        if (outputs.isEmpty()) {
            return invalid == InvalidRows.SKIP ? rows.valid(dataset) : dataset.toDF();
        }
        SparkContext context = dataset.sparkSession().sparkContext();
        NetworkScorer scorer = new NetworkScorer(network.shared(context));
        return new ScoreColumns(uid, rows, scorer, invalid).addTo(dataset, outputs);
    }

    private List<ScoreColumns.Output> outputs(StructType schema) {
        double[] thresholds = thresholdsOrNull();
        Map<String, ScoreColumns.Function> functions = new LinkedHashMap<>();
        functions.put(getRawPredictionCol(), scores -> scores);
        functions.put(getProbabilityCol(), Prediction::probability);
        functions.put(getPredictionCol(), scores -> new double[] {Prediction.ofScores(scores, thresholds)});
        functions.remove("");
        return functions.entrySet().stream()
                .map(output -> new ScoreColumns.Output(schema.apply(output.getKey()), output.getValue()))
                .toList();
    }

    /**
     * Returns the scores of the classes of a row, before softmax.
     *
     * @throws IllegalArgumentException if the row has another size, or holds NaN or infinite values
     */
    @Override
    public Vector predictRaw(Vector features) {
        StructField field = new StructField(getFeaturesCol(), SQLDataTypes.VectorType(), true, Metadata.empty());
        CurrentNetwork network = current();
        float[] row = new FloatRows(field, network.program().input().size()).read(uid, features);
        return Vectors.dense(network.compiled().scores(row));
    }

    @Override
    public Vector raw2probabilityInPlace(Vector scores) {
        return Vectors.dense(Prediction.probability(scores.toArray()));
    }

    @Override
    public double raw2prediction(Vector scores) {
        return Prediction.ofScores(scores.toArray(), thresholdsOrNull());
    }

    @Override
    public double probability2prediction(Vector probability) {
        return Prediction.ofProbability(probability.toArray(), thresholdsOrNull());
    }

    private double[] thresholdsOrNull() {
        return isDefined(thresholds()) ? getThresholds() : null;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return schema().withPredictions(schema, schema().program(schema).classes());
    }

    /** Spark's own; repeated here, as Java's compiler does not see that it overrides the one of ClassificationModel. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Tuple3 findSummaryModel() {
        return super.findSummaryModel();
    }

    /** Returns a model with the same network and summary. */
    @Override
    public NeuralNetClassificationModel copy(ParamMap extra) {
        return copyWith(variables, summary.getOrElse(() -> null), extra);
    }

    /** Writes the params as JSON, and parameters and running statistics as Parquet. */
    @Override
    public MLWriter write() {
        return new NeuralNetModelFiles().writer(this);
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<NeuralNetClassificationModel> read() {
        return new NeuralNetModelFiles().reader();
    }

    /** Loads a saved model from any Hadoop path. */
    public static NeuralNetClassificationModel load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "NeuralNetClassificationModel: uid=" + uid + ", network=" + getNetwork() + ", inputShape="
                + Arrays.toString(getInputShape()) + ", norm=" + getNorm();
    }

    /** Returns the classes that this package sends between processes, which some serializers must know. */
    public static List<Class<?>> onTheWire() {
        return List.of(CompiledNetwork.class);
    }

    private NeuralNetSchema schema() {
        return new NeuralNetSchema(this);
    }

    /** Returns the network with the params as they are now. */
    CurrentNetwork current() {
        CurrentNetwork network = current;
        if (network == null || !network.isOf(schema())) {
            network = new CurrentNetwork(schema(), variables);
            current = network;
        }
        return network;
    }

    private NeuralNetClassificationModel copyWith(Variables of, TrainingSummary with, ParamMap extra) {
        return copyValues(new NeuralNetClassificationModel(uid, of, with), extra)
                .setParent(parent());
    }
}
