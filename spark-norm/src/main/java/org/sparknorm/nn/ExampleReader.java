package org.sparknorm.nn;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataTypes;
import org.sparknorm.column.Columns;
import org.sparknorm.column.FloatRows;
import org.sparknorm.column.InvalidRows;
import org.sparknorm.program.Program;
import org.sparknorm.shard.Example;

/**
 * Makes examples of a row's features, label and weight. A value that does not fit is an IllegalArgumentException that
 * names the column; a row with one that is missing, or is no finite number, is left out where handleInvalid says so.
 */
final class ExampleReader implements FloatRows.Mapper<Example> {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String features;
    private final String label;
    private final String weight;
    private final int classes;
    private final InvalidRows invalid;

    private ExampleReader(NeuralNetParams<?> stage, Program program) {
        this.stage = stage.uid();
        this.features = stage.getFeaturesCol();
        this.label = stage.getLabelCol();
        this.weight = stage.isDefined(stage.weightCol()) ? stage.getWeightCol() : null;
        this.classes = program.classes();
        this.invalid = new NeuralNetSchema(stage).invalid();
    }

    /** Reads the examples of a dataset; nothing runs yet. */
    static JavaRDD<Example> read(NeuralNetParams<?> stage, Program program, Dataset<?> dataset, FloatRows features) {
        ExampleReader reader = new ExampleReader(stage, program);
        Column labels = Columns.column(dataset, reader.label).cast(DataTypes.DoubleType);
        Column weights = reader.weight == null
                ? lit(1.0)
                : Columns.column(dataset, reader.weight).cast(DataTypes.DoubleType);
        return features.map(dataset, List.of(labels, weights), reader);
    }

    @Override
    public Example map(String refusal, float[] row, Double[] numbers) {
        Double labelFound = numbers[0];
        Double weightFound = numbers[1];
        if (refusal != null) {
            return leaveOut(features, refusal);
        }
        if (labelFound == null || labelFound.isNaN()) {
            return leaveOut(label, labelFound + ", expected " + wantedLabels());
        }
        if (weightFound == null || !Double.isFinite(weightFound)) {
            return leaveOut(weight, weightFound + ", expected a finite number of at least 0");
        }
        return new Example(row.clone(), requireLabel(labelFound), requireWeight(weightFound));
    }

    private Example leaveOut(String column, String found) {
        if (invalid == InvalidRows.ERROR) {
            throw new IllegalArgumentException(stage + ": column '" + column + "' holds " + found
                    + "; set handleInvalid to skip or keep to leave such rows out");
        }
        return null;
    }

    private int requireLabel(double found) {
        if (found >= 0 && found < classes && found == Math.rint(found)) {
            return (int) found;
        }
        throw new IllegalArgumentException(
                stage + ": column '" + label + "' holds " + found + ", expected " + wantedLabels());
    }

    private String wantedLabels() {
        return "a whole number from 0 to " + (classes - 1) + ", as the network has " + classes + " outputs";
    }

    private double requireWeight(double found) {
        if (found < 0) {
            throw new IllegalArgumentException(
                    stage + ": column '" + weight + "' holds " + found + ", expected a finite number of at least 0");
        }
        return found;
    }
}
