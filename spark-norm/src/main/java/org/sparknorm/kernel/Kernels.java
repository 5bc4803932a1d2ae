package org.sparknorm.kernel;

import java.lang.System.Logger.Level;

/**
 * Chooses which implementation of the kernels this JVM runs: decided once, when the class loads, so that a JVM gives
 * the same bits for the same data from first to last, also where Spark computes a lost partition again. The reason is
 * logged under this class's name: as a warning where the JVM could do better, else at debug level.
 *
 * <p>It is the Vector API where the JVM was started with {@code --add-modules=jdk.incubator.vector} and has vectors of
 * 256 bits or more; otherwise it is the scalar kernels. Vectors take about a third of a second more than loops to warm
 * up, in each JVM, and have earned it after some 200,000 rows of 256 elements. For a JVM that lives for less, the
 * system property {@value #PROPERTY}{@code =scalar} keeps to the loops; its default is {@code auto}.
 */
public final class Kernels {

    static final String PROPERTY = "spark.norm.kernels";

    private static final String MODULE = "jdk.incubator.vector";
    private static final String LANES = "org.sparknorm.kernel.vector.Lanes";
    private static final String VECTOR = "org.sparknorm.kernel.vector.Vector";

    private static final boolean VECTORS = choosesVectors();
    private static final DoubleKernels DOUBLES =
            VECTORS ? vector(DoubleKernels.class, new ScalarDoubleKernels()) : new ScalarDoubleKernels();
    private static final FloatKernels FLOATS =
            VECTORS ? vector(FloatKernels.class, new ScalarFloatKernels()) : new ScalarFloatKernels();

    private Kernels() {}

    /** Returns the kernels for double data. */
    public static DoubleKernels doubles() {
        return DOUBLES;
    }

    /** Returns the kernels for float data. */
    public static FloatKernels floats() {
        return FLOATS;
    }

    private static boolean choosesVectors() {
        String wanted = System.getProperty(PROPERTY, "auto");
        if (wanted.equals("scalar")) {
            log(Level.DEBUG, "Scalar kernels: " + PROPERTY + " asks for them");
            return false;
        }
        if (!wanted.equals("auto")) {
            throw new IllegalArgumentException(PROPERTY + " is " + wanted + ", expected auto or scalar");
        }
        if (!hasVectors()) {
            log(
                    Level.WARNING,
                    "Scalar kernels, which take some 2 to 3 times as long: this JVM was started without the Vector API."
                            + " Pass --add-modules=" + MODULE + ", or -D" + PROPERTY
                            + "=scalar where loops will do");
            return false;
        }
        try {
            int bits = (int) Class.forName(LANES).getMethod("bits").invoke(null);
            boolean wide = bits >= 256;
            log(
                    Level.DEBUG,
                    wide
                            ? "Vector API kernels of " + bits + " bits"
                            : "Scalar kernels: vectors have only " + bits + " bits");
            return wide;
        } catch (ReflectiveOperationException | LinkageError e) {
            log(Level.WARNING, "Scalar kernels: the Vector API does not start: " + e);
            return false;
        }
    }

    /** Returns true if this JVM was started with the Vector API. */
    static boolean hasVectors() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** Returns the Vector API kernels of a type, of any width, where the JVM has the Vector API. */
    static <K> K vector(Class<K> type, K scalar) {
        try {
            return type.cast(Class.forName(VECTOR + type.getSimpleName())
                    .getConstructor(type)
                    .newInstance(scalar));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the jar lacks its own kernels", e);
        }
    }

    private static void log(Level level, String message) {
        System.getLogger(Kernels.class.getName()).log(level, message);
    }
}
