package org.sparknorm.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final StructType SCHEMA = new StructType()
            .add("vector", SQLDataTypes.VectorType())
            .add("floats", DataTypes.createArrayType(DataTypes.FloatType, false))
            .add("doubles", DataTypes.createArrayType(DataTypes.DoubleType))
            .add("longs", DataTypes.createArrayType(DataTypes.LongType))
            .add("nested", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.DoubleType)))
            .add("matrix", SQLDataTypes.MatrixType())
            .add("decimal", DataTypes.createDecimalType(10, 2));

    @Test
    void rowsAreVectorsOrArraysOfFloatsOrDoubles() {
        for (String rows : new String[] {"vector", "floats", "doubles"}) {
            assertThat(Columns.requireRows("s", SCHEMA, rows).name()).isEqualTo(rows);
        }
        for (String other : new String[] {"longs", "nested", "matrix", "decimal"}) {
            String type = SCHEMA.apply(other).dataType().catalogString();
            refuses(
                    () -> Columns.requireRows("s", SCHEMA, other),
                    "s: column '" + other + "' is " + type + ", expected vector, array<double> or array<float>");
        }
    }

    @Test
    void weightsAreNumbersOfAnyType() {
        assertThat(Columns.requireNumbers("s", SCHEMA, "decimal").name()).isEqualTo("decimal");
        refuses(
                () -> Columns.requireNumbers("s", SCHEMA, "floats"),
                "s: column 'floats' is array<float>, expected a number");
        refuses(() -> Columns.requireNumbers("s", SCHEMA, "w"), "s: no column 'w'; there are vector, floats, doubles");
    }

    @Test
    void anOutputMayNotTakeTheNameOfAnotherColumnInAnyCase() {
        StructField taken =
                new StructField("FLOATS", DataTypes.DoubleType, true, org.apache.spark.sql.types.Metadata.empty());
        refuses(
                () -> Columns.add("s", SCHEMA, taken),
                "s: output column 'FLOATS' exists already as 'floats'; expected a new name");
    }

    @Test
    void theOutputHasTypeAndSizeOfTheInputAndMayBeNull() {
        StructField sized = new AttributeGroup("v", 7).toStructField();
        assertThat(Columns.knownSize(sized)).isEqualTo(7);
        assertThat(Columns.knownSize(SCHEMA.apply("vector"))).isNegative();
        assertThat(Columns.knownSize(SCHEMA.apply("floats"))).isNegative();

        StructField output = Columns.like(sized, "out");
        assertThat(output.name()).isEqualTo("out");
        assertThat(Columns.knownSize(output)).isEqualTo(7);
        assertThat(Columns.like(SCHEMA.apply("floats"), "out").dataType())
                .isEqualTo(SCHEMA.apply("floats").dataType());
        assertThat(output.nullable()).isTrue();
    }
}
