package org.sparknorm.ml;

import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sparknorm.column.scan.ColumnMoments;

/** The statistics of a model's columns: found by name, in the order of fit. */
final class FittedColumns implements Serializable {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, ColumnStatistics> byName = new LinkedHashMap<>();

    FittedColumns(List<ColumnStatistics> columns) {
        columns.forEach(column -> byName.put(column.column(), column));
    }

    List<ColumnStatistics> all() {
        return List.copyOf(byName.values());
    }

    /**
     * Finds the statistics of a column.
     *
     * @param model name for the error message
     */
    ColumnStatistics of(String model, String column) {
        ColumnStatistics found = byName.getOrDefault(column, byName.get(ColumnStatistics.ANY));
        if (found == null) {
            throw new IllegalArgumentException(model + ": no column '" + column + "' in the model; there are "
                    + String.join(", ", byName.keySet()) + "; renameInputCols gives them other names");
        }
        return found;
    }

    /** True for statistics of one column that may have any name. */
    boolean serveAnyName() {
        return byName.containsKey(ColumnStatistics.ANY);
    }

    /** Finds the statistics of the only column. */
    ColumnStatistics only(String model) {
        if (byName.size() != 1) {
            throw new IllegalStateException(
                    model + ": the model has " + byName.size() + " columns, expected one; name the column");
        }
        return byName.values().iterator().next();
    }

    /** Gives the columns, in the order of fit, other names. */
    FittedColumns renamed(String model, String... names) {
        if (names.length != byName.size() || new HashSet<>(List.of(names)).size() != names.length) {
            throw new IllegalArgumentException(model + ": found the names " + String.join(", ", names) + ", expected "
                    + byName.size() + " different ones, for the columns " + String.join(", ", byName.keySet()));
        }
        List<ColumnStatistics> columns = all();
        return new FittedColumns(IntStream.range(0, names.length)
                .mapToObj(i -> columns.get(i).renamed(names[i]))
                .toList());
    }

    /** Moves the columns of a batch in which rows counted; others stay as they are. */
    FittedColumns moved(String model, List<ColumnMoments> batch, double momentum) {
        Map<String, ColumnStatistics> moved = new LinkedHashMap<>(byName);
        for (ColumnMoments column : batch) {
            if (!column.isEmpty()) {
                ColumnStatistics old = of(model, column.name());
                old.requireChannels(model, column.moments().channels());
                moved.put(old.column(), old.moved(column.moments(), momentum));
            }
        }
        return new FittedColumns(List.copyOf(moved.values()));
    }
}
