package org.sparknorm.nn;

import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.sparknorm.program.Program;
import org.sparknorm.shard.Example;
import scala.collection.Seq;

/**
 * Reads examples from the columns of a dataset. A value that does not fit is an IllegalArgumentException that names the
 * column.
 *
 * @param stage for messages
 * @param features column of vectors, array&lt;double&gt; or array&lt;float&gt;
 * @param label column of numbers
 * @param weight column of numbers; null: every row weighs 1
 * @param size values of a row
 * @param classes of the network
 */
record ExampleReader(String stage, String features, String label, String weight, int size, int classes)
        implements Serializable {

    /** Of the columns that the params of a stage name. */
    static ExampleReader of(NeuralNetParams<?> stage, Program program) {
        return new ExampleReader(
                stage.uid(),
                stage.getFeaturesCol(),
                stage.getLabelCol(),
                stage.isDefined(stage.weightCol()) ? stage.getWeightCol() : null,
                program.input().size(),
                program.classes());
    }

    JavaRDD<Example> read(Dataset<?> dataset) {
        return dataset.select(
                        column(dataset, features),
                        column(dataset, label).cast(DataTypes.DoubleType),
                        weight == null ? lit(1.0) : column(dataset, weight).cast(DataTypes.DoubleType))
                .toJavaRDD()
                .map(this::example);
    }

    /** The column of that name, whatever characters it has. */
    static Column column(Dataset<?> dataset, String name) {
        return dataset.col("`" + name.replace("`", "``") + "`");
    }

    private Example example(Row row) {
        return new Example(values(row.get(0)), label(row.get(1)), weight(row.get(2)));
    }

    private int label(Object value) {
        if (value instanceof Double found && found >= 0 && found < classes && found == Math.rint(found)) {
            return found.intValue();
        }
        throw new IllegalArgumentException(
                stage + ": column '" + label + "' holds " + value + ", expected a whole number from 0 to "
                        + (classes - 1) + ", as the network has " + classes + " outputs");
    }

    private double weight(Object value) {
        if (value instanceof Double found && found >= 0 && !found.isInfinite()) {
            return found;
        }
        throw new IllegalArgumentException(
                stage + ": column '" + weight + "' holds " + value + ", expected a finite number of at least 0");
    }

    /** A row of features, as floats of its own. */
    float[] values(Object row) {
        float[] values = row == null ? null : floats(row);
        if (values == null || values.length != size) {
            throw new IllegalArgumentException(stage + ": column '" + features + "' holds "
                    + (values == null ? "null" : "a row of " + values.length + " values") + ", expected rows of " + size
                    + " values");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(stage + ": column '" + features + "' holds a row with the value "
                        + value + ", expected finite ones");
            }
        }
        return values;
    }

    /** Values of a row of features. */
    static int length(Object row) {
        return row instanceof Vector vector ? vector.size() : ((Seq<?>) row).length();
    }

    private static float[] floats(Object row) {
        float[] values = new float[length(row)];
        if (row instanceof Vector vector) {
            double[] doubles = vector.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) doubles[i];
            }
        } else {
            Seq<?> elements = (Seq<?>) row;
            for (int i = 0; i < values.length; i++) {
                values[i] = elements.apply(i) instanceof Number number ? number.floatValue() : Float.NaN;
            }
        }
        return values;
    }
}
