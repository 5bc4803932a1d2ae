package org.sparknorm.network;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The shape of one row: an image of {@code channels}, {@code height} and {@code width}, channel-major (NCHW), or a row
 * of features, which is so many channels at one position.
 *
 * @param channels channels of an image, or features
 * @param height 1 for features
 * @param width 1 for features
 */
public record Shape(int channels, int height, int width) implements Serializable {

    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a shape needs sizes of at least 1, found " + Arrays.toString(new int[] {channels, height, width}));
        }
        if ((long) channels * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a row of " + channels + "x" + height + "x" + width + " values does not fit an array");
        }
    }

    /**
     * Returns a shape from its sizes.
     *
     * @param sizes one (features) or three (channels, height, width)
     * @throws IllegalArgumentException for another number of sizes, or a size below 1
     */
    public static Shape of(int... sizes) {
        return switch (sizes.length) {
            case 1 -> new Shape(sizes[0], 1, 1);
            case 3 -> new Shape(sizes[0], sizes[1], sizes[2]);
            default ->
                throw new IllegalArgumentException(
                        "an input shape is (features) or (channels, height, width), found " + Arrays.toString(sizes));
        };
    }

    /** Returns the number of positions of a channel. */
    public int positions() {
        return height * width;
    }

    /** Returns the number of values of a row. */
    public int size() {
        return channels * height * width;
    }

    /** Returns a text as {@code 3x32x32} or {@code 784 features}. */
    @Override
    public String toString() {
        return positions() == 1 ? channels + " features" : channels + "x" + height + "x" + width;
    }
}
