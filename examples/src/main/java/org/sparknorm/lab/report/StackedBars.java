package org.sparknorm.lab.report;

import java.util.List;

/**
 * One horizontal bar per name, made of parts.
 *
 * @param length axis of the bars' lengths, from 0
 * @param parts their names
 * @param values lengths of each name's parts, in the order of the parts
 */
public record StackedBars(String title, Axis length, List<String> names, List<String> parts, List<List<Double>> values)
        implements Chart {

    @Override
    public String kind() {
        return "stackedBars";
    }
}
