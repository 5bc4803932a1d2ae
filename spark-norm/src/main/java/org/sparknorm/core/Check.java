package org.sparknorm.core;

import java.util.Arrays;

/** Checks of the arguments of this package's functions. Messages say what was found and what is expected. */
final class Check {

    private Check() {}

    /** Returns the length of one row of {@code size} elements in {@code rows} rows. */
    static int rowLength(int size, int rows) {
        if (rows <= 0) {
            throw new IllegalArgumentException("rows must be positive, found " + rows);
        }
        if (size == 0 || size % rows != 0) {
            throw new IllegalArgumentException(size + " elements do not make " + rows + " rows of one length");
        }
        return size / rows;
    }

    /** Returns the positions of each channel in a row of {@code rowLength} elements. */
    static int positions(int rowLength, int channels) {
        if (channels <= 0) {
            throw new IllegalArgumentException("channels must be positive, found " + channels);
        }
        if (rowLength % channels != 0) {
            throw new IllegalArgumentException(
                    "a row of " + rowLength + " elements does not divide into " + channels + " channels");
        }
        return rowLength / channels;
    }

    static void groups(int channels, int groups) {
        if (channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels do not divide into " + groups + " groups");
        }
    }

    /** Checks the length of gamma or beta, which may be null: no affine part. */
    static void length(String name, double[] values, int channels) {
        if (values != null) {
            length(name, values.length, channels);
        }
    }

    /** Checks the length of gamma or beta, which may be null: no affine part. */
    static void length(String name, float[] values, int channels) {
        if (values != null) {
            length(name, values.length, channels);
        }
    }

    static void sameSize(String name, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(name + " has " + found + " elements, x has " + expected);
        }
    }

    static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void length(String name, int found, int channels) {
        if (found != channels) {
            throw new IllegalArgumentException(
                    name + " has " + found + " values, expected one for each of " + channels + " channels");
        }
    }
}
