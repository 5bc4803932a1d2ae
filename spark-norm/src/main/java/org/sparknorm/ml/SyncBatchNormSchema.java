package org.sparknorm.ml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.column.Columns;
import org.sparknorm.core.Affine;

/** The demands that the params of batch norm make on a schema. */
record SyncBatchNormSchema(SyncBatchNormParams<?> params) {

    /** Sets the defaults: a constructor calls it once the uid is there. */
    static void setDefaults(SyncBatchNormParams<?> params) {
        params.setDefault(params.outputCol(), params.uid() + "__output");
        params.setDefault(params.channels(), 0);
        params.setDefault(params.epsilon(), 1e-5);
        params.setDefault(params.momentum(), 0.1);
        params.setDefault(params.aggregationDepth(), 2);
        params.setDefault(params.handleInvalid(), "error");
    }

    /**
     * Returns the columns to read, in order: inputCols where it is set, otherwise inputCol.
     *
     * @throws IllegalArgumentException if neither or both are set, if the output param does not match, or if gamma or
     *     beta is set for several columns
     */
    List<String> inputs() {
        boolean several = params.isSet(params.inputCols());
        if (several == params.isSet(params.inputCol())) {
            throw new IllegalArgumentException(params.uid() + ": " + (several ? "both" : "neither")
                    + " of inputCol and inputCols set, expected one of them");
        }
        if (several ? params.isSet(params.outputCol()) : params.isSet(params.outputCols())) {
            throw new IllegalArgumentException(params.uid() + ": found "
                    + (several
                            ? "inputCols with outputCol, expected outputCols"
                            : "inputCol with outputCols, expected outputCol"));
        }
        if (!several) {
            return List.of(params.getInputCol());
        }
        String[] inputs = params.getInputCols();
        int outputs = params.isSet(params.outputCols()) ? params.getOutputCols().length : 0;
        if (inputs.length == 0 || outputs != inputs.length) {
            throw new IllegalArgumentException(params.uid() + ": inputCols names " + inputs.length
                    + " columns and outputCols " + outputs + ", expected one output for each input, and at least one");
        }
        if (params.getGamma() != null || params.getBeta() != null) {
            throw new IllegalArgumentException(params.uid() + ": gamma and beta go with inputCol, found inputCols of "
                    + inputs.length + " columns");
        }
        return List.of(inputs);
    }

    /** Returns the columns to add, in the order of {@link #inputs}. */
    List<String> outputs() {
        return params.isSet(params.inputCols()) ? List.of(params.getOutputCols()) : List.of(params.getOutputCol());
    }

    /** Returns gamma and beta as they are set. */
    Affine affine() {
        return new Affine(params.getGamma(), params.getBeta());
    }

    /** Returns the input columns of a schema, after all checks that a schema allows, of what {@code fit} reads. */
    List<StructField> requireInputs(StructType schema) {
        List<StructField> fields = new ArrayList<>();
        for (String input : inputs()) {
            StructField field = Columns.requireRows(params.uid(), schema, input);
            requireChannels(input, Columns.knownSize(field));
            fields.add(field);
        }
        return fields;
    }

    /** Returns the name of the column of weights, which must hold numbers; null if it is not set. */
    String requireWeight(StructType schema) {
        return params.isDefined(params.weightCol())
                ? Columns.requireNumbers(params.uid(), schema, params.getWeightCol())
                        .name()
                : null;
    }

    /** Returns the schema after {@code transform}. */
    StructType withOutputs(StructType schema) {
        List<StructField> inputs = requireInputs(schema);
        List<String> outputs = outputs();
        if (new HashSet<>(outputs).size() < outputs.size()) {
            throw new IllegalArgumentException(params.uid() + ": outputCols " + outputs + " names a column twice");
        }
        StructType result = schema;
        for (int i = 0; i < inputs.size(); i++) {
            result = Columns.add(params.uid(), result, Columns.like(inputs.get(i), outputs.get(i)));
        }
        return result;
    }

    /**
     * Returns the channels of a row, if the params fit it.
     *
     * @param size elements of a row; negative: not known
     * @return 0 if not known
     */
    int requireChannels(String column, int size) {
        int channels = params.getChannels() > 0 ? params.getChannels() : Math.max(0, size);
        if (size > 0 && size % channels != 0) {
            throw new IllegalArgumentException(params.uid() + ": column '" + column + "' has rows of " + size
                    + " elements, which do not divide into " + channels + " channels");
        }
        int expected = channels == 0 && params.getGamma() != null ? params.getGamma().length : channels;
        if (expected > 0) {
            try {
                affine().requireChannels(expected);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(params.uid() + ": column '" + column + "': " + e.getMessage(), e);
            }
        }
        return channels;
    }

    /** Checks a schema, and the params as they are now, against fitted statistics, which are found by name. */
    void requireFitted(FittedColumns fitted, StructType schema) {
        List<StructField> fields = requireInputs(schema);
        if (fields.size() > 1 && fitted.serveAnyName()) {
            throw new IllegalArgumentException(params.uid() + ": inputCols names " + fields.size()
                    + " columns, the model has the statistics of one");
        }
        for (StructField input : fields) {
            ColumnStatistics column = fitted.of(params.uid(), input.name());
            int size = Columns.knownSize(input);
            boolean unknown = size < 0 && params.getChannels() == 0;
            column.requireChannels(params.uid(), requireChannels(input.name(), unknown ? column.channels() : size));
        }
    }
}
