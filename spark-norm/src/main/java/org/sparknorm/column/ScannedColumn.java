package org.sparknorm.column;

import java.io.Serializable;
import org.apache.spark.sql.types.StructField;

/** The name and the type of a column, which a scan must know wherever it runs. */
public record ScannedColumn(String name, RowType type, boolean containsNull) implements Serializable {

    public static ScannedColumn of(StructField field) {
        return new ScannedColumn(field.name(), RowType.of(field.dataType()), RowType.containsNull(field.dataType()));
    }
}
