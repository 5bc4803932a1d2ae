package org.sparknorm.lab.report;

import java.util.List;

/**
 * One labelled horizontal bar per name, from 0.
 *
 * @param most end of the axis
 * @param digits number of digits behind the point of the labels
 */
public record Bars(String title, List<String> names, List<Double> values, double most, int digits) implements Chart {

    @Override
    public String kind() {
        return "bars";
    }
}
