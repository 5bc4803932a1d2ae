package org.sparknorm.lab.report;

import java.util.List;

/**
 * Points under one name.
 *
 * @param points points in the order in which a line joins them
 * @param style look of the points and the line
 */
public record Series(String name, List<Point> points, Style style) {

    /** The drawing of points. */
    enum Style {
        /** Marks joined by a line. */
        LINE,

        /** Marks joined by a dashed line: what was not measured. */
        DASHED,

        /** Marks alone. */
        MARKS,

        /** A dashed line without marks: a reference. */
        REFERENCE
    }

    /** One point; a range that is not null is drawn as a bar from {@code low} to {@code high}. */
    public record Point(double x, double y, Double low, Double high) {

        public static Point of(double x, double y) {
            return new Point(x, y, null, null);
        }
    }

    public static Series line(String name, List<Point> points) {
        return new Series(name, points, Style.LINE);
    }

    public static Series dashed(String name, List<Point> points) {
        return new Series(name, points, Style.DASHED);
    }

    public static Series marks(String name, List<Point> points) {
        return new Series(name, points, Style.MARKS);
    }

    public static Series reference(String name, List<Point> points) {
        return new Series(name, points, Style.REFERENCE);
    }
}
