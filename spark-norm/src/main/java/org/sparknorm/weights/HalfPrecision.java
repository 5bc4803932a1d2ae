package org.sparknorm.weights;

/**
 * Numbers of two bytes: a sign, some bits of exponent, the rest mantissa.
 *
 * @param exponentBits 5 for IEEE's half, 8 for bfloat16
 */
record HalfPrecision(int exponentBits) {

    static final HalfPrecision FLOAT16 = new HalfPrecision(5);
    static final HalfPrecision BFLOAT16 = new HalfPrecision(8);

    private static final int SIGN = 0x8000;

    double decode(short bits) {
        int exponent = (bits & 0x7fff) >> mantissaBits();
        int mantissa = bits & (one() - 1);
        double magnitude;
        if (exponent == (1 << exponentBits) - 1) {
            magnitude = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((double) mantissa, smallest());
        } else {
            magnitude = Math.scalb((double) one() + mantissa, smallest() + exponent - 1);
        }
        return (bits & SIGN) == 0 ? magnitude : -magnitude;
    }

    /** Rounds to the nearest, ties to even, once; infinite above the largest. */
    short encode(double value) {
        int infinity = SIGN - one();
        double magnitude = Math.abs(value);
        long bits;
        if (Double.isNaN(value)) {
            bits = infinity + (one() >> 1);
        } else if (Double.isInfinite(value)) {
            bits = infinity;
        } else {
            int exponent = Math.max(0, Math.getExponent(magnitude) - mantissaBits() - smallest());
            double units = Math.rint(Math.scalb(magnitude, -smallest() - exponent));
            bits = Math.min(infinity, (long) exponent * one() + (long) units);
        }
        return (short) (Math.copySign(1, value) < 0 ? SIGN | bits : bits);
    }

    private int mantissaBits() {
        return 15 - exponentBits;
    }

    private int one() {
        return 1 << mantissaBits();
    }

    /** The power of two of the smallest number above 0. */
    private int smallest() {
        return 2 - (1 << (exponentBits - 1)) - mantissaBits();
    }
}
