package org.sparknorm.nn;

import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.program.Evaluation;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.train.TrainingSummary;

/**
 * The network that {@link NeuralNetClassifier} trained. Params: those of the classifier. Batch norm normalizes with running
 * statistics, so that a row's prediction does not depend on the rows beside it.
 *
 * <p>Immutable but for its params; {@link #recalibrate} makes a new model.
 */
public final class NeuralNetClassificationModel extends Model<NeuralNetClassificationModel>
        implements NeuralNetParams<NeuralNetClassificationModel>, MLWritable {

    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Variables variables;
    private final TrainingSummary summary;

    /** Makes a model of no network. Java asks for it in a class of a service file; the classifier makes models. */
    public NeuralNetClassificationModel() {
        this("", null, null);
    }

    NeuralNetClassificationModel(String uid, Variables variables, TrainingSummary summary) {
        this.uid = uid;
        this.variables = variables;
        this.summary = summary;
        setDefaults();
    }

    @Override
    public String uid() {
        return uid;
    }

    public int numClasses() {
        return program().classes();
    }

    /** Values of a row. */
    public int numFeatures() {
        return program().input().size();
    }

    /** Parameters and running statistics; a copy. */
    public Variables variables() {
        return variables.copy();
    }

    /** Whether {@link #summary} is there: not in a model that was loaded or recalibrated. */
    public boolean hasSummary() {
        return summary != null;
    }

    /**
     * How training went, step by step.
     *
     * @throws IllegalStateException if there is none
     */
    public TrainingSummary summary() {
        if (summary == null) {
            throw new IllegalStateException(uid + ": no training summary: the model was loaded or recalibrated");
        }
        return summary;
    }

    /**
     * The exact statistics of the whole training set in place of running ones, in one more pass ('precise BN', Wu and
     * Johnson 2021). A network without batch norm stays as it is.
     *
     * @param dataset with features, labels and weights, as for fit
     * @return a new model, without summary; this one stays as it is
     * @throws IllegalArgumentException for a schema or rows that do not fit
     */
    public NeuralNetClassificationModel recalibrate(Dataset<?> dataset) {
        Variables exact = TrainingRun.of(this, dataset).recalibrate(variables.copy());
        return copyWith(exact, null, new ParamMap());
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = transformSchema(dataset.schema());
        Program program = program();
        variables.requireFits(program);
        Broadcast<Variables> shared = JavaSparkContext.fromSparkContext(
                        dataset.sparkSession().sparkContext())
                .broadcast(variables);
        Column scores = udf(new Scorer(shared, program, ExampleReader.of(this, program)), SQLDataTypes.VectorType())
                .apply(ExampleReader.column(dataset, getFeaturesCol()));
        Dataset<Row> result = dataset.toDF();
        if (!getRawPredictionCol().isEmpty()) {
            result = add(result, schema, getRawPredictionCol(), scores);
            scores = ExampleReader.column(result, getRawPredictionCol());
        }
        if (!getProbabilityCol().isEmpty()) {
            UDF1<Vector, Vector> softmax = Prediction::probability;
            result = add(
                    result,
                    schema,
                    getProbabilityCol(),
                    udf(softmax, SQLDataTypes.VectorType()).apply(scores));
        }
        if (!getPredictionCol().isEmpty()) {
            double[] thresholds = getThresholds();
            UDF1<Vector, Double> decide = values -> Prediction.ofScores(values, thresholds);
            result = add(
                    result,
                    schema,
                    getPredictionCol(),
                    udf(decide, DataTypes.DoubleType).apply(scores));
        }
        return result;
    }

    private static Dataset<Row> add(Dataset<Row> rows, StructType schema, String name, Column value) {
        return rows.withColumn(name, value, schema.apply(name).metadata());
    }

    /**
     * Scores of the classes of a row, before softmax.
     *
     * @throws IllegalArgumentException if the row has another size
     */
    public Vector predictRaw(Vector features) {
        Program program = program();
        return Scorer.vector(new Evaluation(program, variables)
                .scores(ExampleReader.of(this, program).values(features), 1));
    }

    /** Probabilities of the classes of a row. */
    public Vector predictProbability(Vector features) {
        return Prediction.probability(predictRaw(features));
    }

    /** The class of a row, by thresholds where they are set. */
    public double predict(Vector features) {
        requireThresholds(numClasses());
        return Prediction.ofScores(predictRaw(features), getThresholds());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return withPredictions(schema, program(schema).classes());
    }

    /** A model with the same network and summary. */
    @Override
    public NeuralNetClassificationModel copy(ParamMap extra) {
        return copyWith(variables, summary, extra);
    }

    /** Writes the params as JSON, and parameters and running statistics as Parquet. */
    @Override
    public MLWriter write() {
        return new NeuralNetModelFiles.Writer(this);
    }

    /** Reads what {@link #write} wrote. */
    public static MLReader<NeuralNetClassificationModel> read() {
        return new NeuralNetModelFiles.Reader();
    }

    /**
     * A saved model.
     *
     * @param path any Hadoop path
     */
    public static NeuralNetClassificationModel load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "NeuralNetClassificationModel: uid=" + uid + ", network=" + getNetwork() + ", inputShape="
                + Arrays.toString(getInputShape()) + ", norm=" + getNorm();
    }

    private Program program() {
        return program(-1);
    }

    private NeuralNetClassificationModel copyWith(Variables of, TrainingSummary with, ParamMap extra) {
        return copyValues(new NeuralNetClassificationModel(uid, of, with), extra)
                .setParent(parent());
    }
}
