package org.sparknorm.lab.compare.trial;

import org.sparknorm.shard.Example;

/**
 * Images and labels as bytes, standardized as they are read: a tenth of what vectors of doubles need.
 *
 * @param images {@code rows x size} pixels, 0 to 255 as unsigned bytes
 * @param labels class of each image
 * @param scale number that each of the 256 values of a pixel is read as
 */
public record Pixels(byte[] images, byte[] labels, float[] scale) {

    /** Reads pixels with mean 0 and variance 1 over all of the images given. */
    static float[] standardize(byte[] images) {
        long sum = 0;
        long squares = 0;
        for (byte pixel : images) {
            int value = Byte.toUnsignedInt(pixel);
            sum += value;
            squares += value * value;
        }
        double mean = (double) sum / images.length;
        double deviation = Math.sqrt((double) squares / images.length - mean * mean);
        float[] scale = new float[256];
        for (int value = 0; value < scale.length; value++) {
            scale[value] = (float) ((value - mean) / deviation);
        }
        return scale;
    }

    public int rows() {
        return labels.length;
    }

    /** Returns the number of pixels of an image. */
    public int size() {
        return images.length / labels.length;
    }

    public int label(int row) {
        return labels[row];
    }

    /** Writes a standardized image into an array, from {@code at} on. */
    public void copy(int row, float[] into, int at) {
        int size = size();
        for (int i = 0; i < size; i++) {
            into[at + i] = scale[Byte.toUnsignedInt(images[row * size + i])];
        }
    }

    Example example(int row) {
        float[] features = new float[size()];
        copy(row, features, 0);
        return new Example(features, label(row));
    }
}
