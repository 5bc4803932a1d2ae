package org.sparknorm.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.Columns;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Solver;
import org.sparknorm.program.Program;
import org.sparknorm.train.Checkpointing;
import org.sparknorm.train.Optimization;
import org.sparknorm.train.WorkerSettings;

/**
 * The demands that the params of a network make on a schema and on each other.
 *
 * @param stage stage with the params
 */
record NeuralNetSchema(NeuralNetParams<?> stage) {

    /** The values of the param {@code norm}. */
    static final Map<String, NormKind> NORMS = Map.of(
            "none", NormKind.NONE,
            "batch", NormKind.BATCH,
            "syncBatch", NormKind.SYNC_BATCH,
            "layer", NormKind.LAYER,
            "group", NormKind.GROUP,
            "rms", NormKind.RMS);

    /** Sets the defaults that Spark's own params do not bring along. */
    void setDefaults() {
        Optimization optimization = Optimization.DEFAULT;
        WorkerSettings workers = WorkerSettings.DEFAULT;
        stage.setDefault(stage.norm(), "syncBatch");
        stage.setDefault(stage.momentum(), optimization.momentum());
        stage.setDefault(stage.batchSize(), optimization.batchSize());
        stage.setDefault(stage.maxIter(), optimization.epochs());
        stage.setDefault(stage.solver(), "sgd");
        stage.setDefault(stage.sgdMomentum(), Solver.SGD_MOMENTUM);
        stage.setDefault(stage.schedule(), "constant");
        stage.setDefault(stage.warmupSteps(), 0);
        stage.setDefault(stage.weightDecay(), optimization.weightDecay());
        stage.setDefault(stage.sync(), workers.sync().toString());
        stage.setDefault(stage.aggregationDepth(), workers.aggregationDepth());
        stage.setDefault(stage.checkpointInterval(), Checkpointing.DEFAULT.interval());
        stage.setDefault(stage.seed(), 0L);
        stage.setDefault(stage.handleInvalid(), "error");
    }

    InvalidRows invalid() {
        return InvalidRows.of(stage.getHandleInvalid());
    }

    /** Returns the column of features. */
    StructField features(StructType schema) {
        return Columns.requireRows(stage.uid(), schema, stage.getFeaturesCol());
    }

    /**
     * Returns the network for the rows of a schema.
     *
     * @return null if inputShape is not set and the schema does not tell the size of a row
     * @throws IllegalArgumentException if params and schema do not go together
     */
    Program program(StructType schema) {
        int size = Columns.knownSize(features(schema));
        Program program = program(size);
        if (program != null) {
            int expected = program.input().size();
            if (size >= 0 && size != expected) {
                throw new IllegalArgumentException(stage.uid() + ": column '" + stage.getFeaturesCol()
                        + "' has rows of " + size + " values, expected " + expected + " for inputShape "
                        + program.input());
            }
            requireThresholds(program.classes());
        }
        return program;
    }

    /**
     * Returns the network for rows of so many values.
     *
     * @param size values of a row; negative: not known, inputShape counts
     * @return null if neither is known
     * @throws IllegalArgumentException if network is not set, or network, inputShape, groups and size do not go
     *     together
     */
    Program program(int size) {
        Network network = Network.parse(Columns.requireSet(stage, stage.network()));
        int[] sizes = stage.getInputShape();
        if (sizes == null && size < 0) {
            return null;
        }
        Shape shape = sizes == null ? Shape.of(size) : Shape.of(sizes);
        return new Program(network, shape, new Normalization(NORMS.get(stage.getNorm()), groups(), stage.getEpsilon()));
    }

    /** Returns the params of {@link #program(int)}: equal lists make equal networks. */
    List<Object> networkParams() {
        return List.of(
                stage.getNetwork(),
                Arrays.toString(stage.getInputShape()),
                stage.getNorm(),
                groups(),
                stage.getEpsilon());
    }

    /** Returns the number of groups of group norm; 0: as many as divide the channels. */
    private int groups() {
        return stage.isDefined(stage.groups()) ? stage.getGroups() : 0;
    }

    /** Checks that there is a threshold for each class, where there are any. */
    void requireThresholds(int classes) {
        if (stage.isDefined(stage.thresholds()) && stage.getThresholds().length != classes) {
            throw new IllegalArgumentException(stage.uid() + ": found " + stage.getThresholds().length
                    + " thresholds, expected " + classes + ", one for each output of the network");
        }
    }

    /**
     * Checks the columns that {@code fit} and {@code recalibrate} read beside the features.
     *
     * @throws IllegalArgumentException if labels or weights are missing or are no numbers
     */
    void requireLabels(StructType schema) {
        Columns.requireNumbers(stage.uid(), schema, stage.getLabelCol());
        if (stage.isDefined(stage.weightCol())) {
            Columns.requireNumbers(stage.uid(), schema, stage.getWeightCol());
        }
    }

    /**
     * Returns the schema after {@code transform}: rawPrediction, probability, prediction, but those whose name is
     * empty.
     *
     * @param classes number of classes; negative: not known yet
     */
    StructType withPredictions(StructType schema, int classes) {
        boolean nullable = invalid() == InvalidRows.KEEP;
        StructType result = schema;
        for (String column : new String[] {stage.getRawPredictionCol(), stage.getProbabilityCol()}) {
            if (!column.isEmpty()) {
                AttributeGroup group = classes < 0 ? new AttributeGroup(column) : new AttributeGroup(column, classes);
                StructField field = new StructField(column, SQLDataTypes.VectorType(), nullable, group.toMetadata());
                result = Columns.add(stage.uid(), result, field);
            }
        }
        String prediction = stage.getPredictionCol();
        if (!prediction.isEmpty()) {
            NominalAttribute attribute = NominalAttribute.defaultAttr().withName(prediction);
            StructField field = new StructField(
                    prediction,
                    DataTypes.DoubleType,
                    nullable,
                    (classes < 0 ? attribute : attribute.withNumValues(classes)).toMetadata());
            result = Columns.add(stage.uid(), result, field);
        }
        return result;
    }
}
