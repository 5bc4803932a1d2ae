package org.sparknorm.lab.digits;

import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Digits on the driver.
 *
 * @param images row after row, 784 pixels each, 0 to 255 as unsigned bytes
 * @param labels 0 to 9
 */
public record DigitBytes(byte[] images, byte[] labels) {

    private static final int PIXELS = 784;
    private static final int CLASSES = 10;
    private static final int LARGEST = 255;

    /**
     * @param digits columns {@code pixels} and {@code label}, see {@link DigitSets#pixels}
     * @throws IllegalArgumentException for rows that are not such digits
     */
    public static DigitBytes of(Dataset<Row> digits) {
        List<byte[]> rows = digits.select(DigitSets.PIXELS, DigitSets.LABEL)
                .toJavaRDD()
                .map(bytes())
                .collect();
        byte[] images = new byte[rows.size() * PIXELS];
        byte[] labels = new byte[rows.size()];
        for (int row = 0; row < labels.length; row++) {
            System.arraycopy(rows.get(row), 0, images, row * PIXELS, PIXELS);
            labels[row] = rows.get(row)[PIXELS];
        }
        return new DigitBytes(images, labels);
    }

    /** Makes bytes of a row's pixels and its label; of a row that is no digit, the text of its refusal. */
    private static Function<Row, byte[]> bytes() {
        return row -> {
            double[] pixels = ((Vector) row.get(0)).toArray();
            byte[] bytes = new byte[PIXELS + 1];
            require(pixels.length == PIXELS, "a row of " + pixels.length + " values");
            for (int i = 0; i < PIXELS; i++) {
                bytes[i] = whole(pixels[i], LARGEST, "a pixel of ");
            }
            bytes[PIXELS] = whole(row.getDouble(1), CLASSES - 1, "a label of ");
            return bytes;
        };
    }

    private static byte whole(double value, int largest, String what) {
        require(value >= 0 && value <= largest && value == Math.rint(value), what + value);
        return (byte) (int) value;
    }

    private static void require(boolean isDigit, String found) {
        if (!isDigit) {
            throw new IllegalArgumentException(
                    "expected digits of 784 pixels, whole numbers of 0 to 255, with labels of 0" + " to 9; found "
                            + found);
        }
    }
}
