package org.sparknorm.nn;

import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.Columns;
import org.sparknorm.program.Program;
import org.sparknorm.train.SyncKind;

/**
 * The params of {@link NeuralNetClassifier} and its model, and what they ask of a schema.
 *
 * @param <S> the stage
 */
public interface NeuralNetParams<S> extends PredictionParams<S>, NetworkParams<S>, TrainingParams<S> {

    /** Sets the defaults: a constructor calls it once the uid is there. */
    default void setDefaults() {
        setDefault(featuresCol(), "features");
        setDefault(labelCol(), "label");
        setDefault(predictionCol(), "prediction");
        setDefault(rawPredictionCol(), "rawPrediction");
        setDefault(probabilityCol(), "probability");
        setDefault(norm(), "syncBatch");
        setDefault(groups(), 32);
        setDefault(momentum(), 0.1);
        setDefault(batchSize(), 256);
        setDefault(maxIter(), 10);
        setDefault(solver(), "sgd");
        setDefault(sgdMomentum(), 0.9);
        setDefault(schedule(), "constant");
        setDefault(warmupSteps(), 0);
        setDefault(weightDecay(), 0.0);
        setDefault(sync(), SyncKind.TREE_AGGREGATE.toString());
        setDefault(aggregationDepth(), 2);
        setDefault(checkpointInterval(), 1);
        setDefault(seed(), (long) NeuralNetClassifier.class.getName().hashCode());
    }

    /**
     * The network for the rows of a schema.
     *
     * @return null if inputShape is not set and the schema does not tell the size of a row
     * @throws IllegalArgumentException if params and schema do not go together
     */
    default Program program(StructType schema) {
        StructField features = Columns.requireRows(uid(), schema, getFeaturesCol());
        int size = Columns.knownSize(features);
        Program program = program(size);
        if (program != null) {
            int expected = program.input().size();
            if (size >= 0 && size != expected) {
                throw new IllegalArgumentException(uid() + ": column '" + getFeaturesCol() + "' has rows of " + size
                        + " values, expected " + expected + " for inputShape " + program.input());
            }
            requireThresholds(program.classes());
        }
        return program;
    }

    /** Checks that there is a threshold for each class, where there are any. */
    default void requireThresholds(int classes) {
        double[] thresholds = getThresholds();
        if (thresholds != null && thresholds.length != classes) {
            throw new IllegalArgumentException(uid() + ": found " + thresholds.length + " thresholds, expected "
                    + classes + ", one for each output of the network");
        }
    }

    /**
     * Checks what {@code fit} and {@code recalibrate} read.
     *
     * @throws IllegalArgumentException if labels or weights are missing or are no numbers
     */
    default void requireLabels(StructType schema) {
        Columns.requireNumbers(uid(), schema, getLabelCol());
        if (isDefined(weightCol())) {
            Columns.requireNumbers(uid(), schema, getWeightCol());
        }
    }

    /**
     * The schema after {@code transform}: rawPrediction, probability, prediction, but those whose name is empty.
     *
     * @param classes how many; negative: not known yet
     */
    default StructType withPredictions(StructType schema, int classes) {
        StructType result = schema;
        for (String column : new String[] {getRawPredictionCol(), getProbabilityCol()}) {
            if (!column.isEmpty()) {
                AttributeGroup group = classes < 0 ? new AttributeGroup(column) : new AttributeGroup(column, classes);
                StructField field = new StructField(column, SQLDataTypes.VectorType(), false, group.toMetadata());
                result = Columns.add(uid(), result, field);
            }
        }
        if (!getPredictionCol().isEmpty()) {
            NominalAttribute attribute = NominalAttribute.defaultAttr().withName(getPredictionCol());
            result = Columns.add(
                    uid(),
                    result,
                    new StructField(
                            getPredictionCol(),
                            DataTypes.DoubleType,
                            false,
                            (classes < 0 ? attribute : attribute.withNumValues(classes)).toMetadata()));
        }
        return result;
    }
}
