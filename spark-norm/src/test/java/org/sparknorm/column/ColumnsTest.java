package org.sparknorm.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparknorm.Failure.refuses;

import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.mllib.linalg.VectorUDT;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.junit.jupiter.api.Test;
import org.sparknorm.SparkSessions;

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
        for (String other : new String[] {"nested", "matrix", "decimal"}) {
            String type = SCHEMA.apply(other).dataType().catalogString();
            refuses(
                    () -> Columns.requireRows("s", SCHEMA, other),
                    "s: column '" + other + "' is " + type + ", expected vector, array<double> or array<float>");
        }
    }

    @Test
    void arraysOfOtherNumbersAreReadAsDoubles() {
        StructField longs = Columns.requireRows("s", SCHEMA, "longs");
        assertThat(longs.dataType()).isEqualTo(DataTypes.createArrayType(DataTypes.DoubleType));
        assertThat(Columns.like(longs, "out").dataType()).isEqualTo(longs.dataType());
    }

    @Test
    void aFieldOfAStructIsFoundByItsPathUnlessAColumnHasThatName() {
        StructType nested = new StructType()
                .add("s", new StructType().add("a.b", new StructType().add("v", SQLDataTypes.VectorType())))
                .add("s.x", DataTypes.createArrayType(DataTypes.FloatType))
                .add("n", new StructType().add("weight", DataTypes.IntegerType));
        assertThat(Columns.requireRows("t", nested, "s.a.b.v").name()).isEqualTo("s.a.b.v");
        assertThat(Columns.requireRows("t", nested, "s.x").dataType())
                .isEqualTo(DataTypes.createArrayType(DataTypes.FloatType));
        assertThat(Columns.requireNumbers("t", nested, "n.weight").name()).isEqualTo("n.weight");
        refuses(() -> Columns.requireRows("t", nested, "s.v"), "t: no column 's.v'; there are s, s.x, n");
    }

    @Test
    void vectorsThatAreNotOfMlAreRefusedBySayingWhatToDo() {
        StructType vectors = new StructType()
                .add("mllib", new VectorUDT())
                .add("plain", ((UserDefinedType<?>) SQLDataTypes.VectorType()).sqlType());
        refuses(
                () -> Columns.requireRows("s", vectors, "mllib"),
                "s: column 'mllib' is an mllib vector, expected an ML vector",
                "convertVectorColumnsToML");
        refuses(
                () -> Columns.requireRows("s", vectors, "plain"),
                "s: column 'plain' is a vector that was written as a plain struct",
                "read its files with a schema");
    }

    @Test
    void aNameThatDiffersInCaseIsNewWhereSparkSaysSo() {
        SparkSession spark = SparkSessions.shared();
        spark.conf().set("spark.sql.caseSensitive", "true");
        try {
            Columns.requireNew("s", SCHEMA, "FLOATS");
            refuses(() -> Columns.requireNew("s", SCHEMA, "floats"), "s: output column 'floats' exists already");
        } finally {
            spark.conf().unset("spark.sql.caseSensitive");
        }
    }

    @Test
    void elementsKeepTheirNames() {
        Attribute[] attributes = {
            NumericAttribute.defaultAttr().withName("age"),
            BinaryAttribute.defaultAttr().withName("smokes"),
            NumericAttribute.defaultAttr()
        };
        StructField input = new AttributeGroup("v", attributes).toStructField();
        AttributeGroup found = AttributeGroup.fromStructField(Columns.like(input, "out"));
        assertThat(found.name()).isEqualTo("out");
        assertThat(found.size()).isEqualTo(3);
        assertThat(found.getAttr("age").index().get()).isEqualTo(0);
        assertThat(found.getAttr("smokes").attrType().name()).isEqualTo("numeric");
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
