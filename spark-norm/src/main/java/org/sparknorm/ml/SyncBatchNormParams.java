package org.sparknorm.ml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.Columns;
import org.sparknorm.core.Affine;
import org.sparknorm.param.HasAggregationDepth;
import org.sparknorm.param.HasBeta;
import org.sparknorm.param.HasChannels;
import org.sparknorm.param.HasEpsilon;
import org.sparknorm.param.HasGamma;
import org.sparknorm.param.HasHandleInvalid;
import org.sparknorm.param.HasInputCol;
import org.sparknorm.param.HasInputCols;
import org.sparknorm.param.HasMomentum;
import org.sparknorm.param.HasOutputCol;
import org.sparknorm.param.HasOutputCols;
import org.sparknorm.param.HasWeightCol;

/**
 * The params of {@link SyncBatchNorm} and its model, and what they ask of a schema.
 *
 * @param <S> the stage
 */
public interface SyncBatchNormParams<S>
        extends HasInputCol<S>,
                HasInputCols<S>,
                HasOutputCol<S>,
                HasOutputCols<S>,
                HasChannels<S>,
                HasEpsilon<S>,
                HasGamma<S>,
                HasBeta<S>,
                HasMomentum<S>,
                HasWeightCol<S>,
                HasAggregationDepth<S>,
                HasHandleInvalid<S> {

    /** Sets the defaults: a constructor calls it once the uid is there. */
    default void setDefaults() {
        setDefault(outputCol(), uid() + "__output");
        setDefault(channels(), 0);
        setDefault(epsilon(), 1e-5);
        setDefault(momentum(), 0.1);
        setDefault(aggregationDepth(), 2);
        setDefault(handleInvalid(), "error");
    }

    /**
     * The columns to read, in order: inputCols where it is set, otherwise inputCol.
     *
     * @throws IllegalArgumentException if neither or both are set, if the output param does not match, or if gamma or beta
     *     is set for several columns
     */
    default List<String> inputs() {
        boolean several = isSet(inputCols());
        if (several == isSet(inputCol())) {
            throw new IllegalArgumentException(uid() + ": " + (several ? "both" : "neither")
                    + " of inputCol and inputCols set, expected one of them");
        }
        if (several ? isSet(outputCol()) : isSet(outputCols())) {
            throw new IllegalArgumentException(uid() + ": found "
                    + (several
                            ? "inputCols with outputCol, expected outputCols"
                            : "inputCol with outputCols, expected outputCol"));
        }
        if (!several) {
            return List.of(getInputCol());
        }
        String[] inputs = getInputCols();
        int outputs = isSet(outputCols()) ? getOutputCols().length : 0;
        if (inputs.length == 0 || outputs != inputs.length) {
            throw new IllegalArgumentException(uid() + ": inputCols names " + inputs.length + " columns and outputCols "
                    + outputs + ", expected one output for each input, and at least one");
        }
        if (getGamma() != null || getBeta() != null) {
            throw new IllegalArgumentException(
                    uid() + ": gamma and beta go with inputCol, found inputCols of " + inputs.length + " columns");
        }
        return List.of(inputs);
    }

    /** The columns to add, in the order of {@link #inputs}. */
    default List<String> outputs() {
        return isSet(inputCols()) ? List.of(getOutputCols()) : List.of(getOutputCol());
    }

    /** Gamma and beta as they are set. */
    default Affine affine() {
        return new Affine(getGamma(), getBeta());
    }

    /** The input columns of a schema, after all checks that a schema allows, of what {@code fit} reads. */
    default List<StructField> requireInputs(StructType schema) {
        List<StructField> fields = new ArrayList<>();
        for (String input : inputs()) {
            StructField field = Columns.requireRows(uid(), schema, input);
            requireChannels(input, Columns.knownSize(field));
            fields.add(field);
        }
        return fields;
    }

    /** The name of the column of weights, which must hold numbers; null if it is not set. */
    default String requireWeight(StructType schema) {
        return isDefined(weightCol())
                ? Columns.requireNumbers(uid(), schema, getWeightCol()).name()
                : null;
    }

    /** The schema after {@code transform}. */
    default StructType withOutputs(StructType schema) {
        List<StructField> inputs = requireInputs(schema);
        List<String> outputs = outputs();
        if (new HashSet<>(outputs).size() < outputs.size()) {
            throw new IllegalArgumentException(uid() + ": outputCols " + outputs + " names a column twice");
        }
        StructType result = schema;
        for (int i = 0; i < inputs.size(); i++) {
            result = Columns.add(uid(), result, Columns.like(inputs.get(i), outputs.get(i)));
        }
        return result;
    }

    /**
     * The channels of a row, if the params fit it.
     *
     * @param size elements of a row; negative: not known
     * @return 0 if not known
     */
    default int requireChannels(String column, int size) {
        int channels = getChannels() > 0 ? getChannels() : Math.max(0, size);
        if (size > 0 && size % channels != 0) {
            throw new IllegalArgumentException(uid() + ": column '" + column + "' has rows of " + size
                    + " elements, which do not divide into " + channels + " channels");
        }
        int expected = channels == 0 && getGamma() != null ? getGamma().length : channels;
        if (expected > 0) {
            try {
                affine().requireChannels(expected);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(uid() + ": column '" + column + "': " + e.getMessage(), e);
            }
        }
        return channels;
    }
}
