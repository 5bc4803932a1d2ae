package org.sparknorm.lab.report;

import java.util.List;

/**
 * Series over two axes of numbers.
 *
 * @param series drawn in this order; the colours of the first eight differ
 */
public record LineChart(String title, Axis x, Axis y, List<Series> series) implements Chart {

    @Override
    public String kind() {
        return "lines";
    }
}
