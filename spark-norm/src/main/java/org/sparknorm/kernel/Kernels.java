package org.sparknorm.kernel;

import java.lang.System.Logger.Level;

/**
 * Which implementation of the kernels this JVM runs: decided once, when the class loads, so that a JVM gives the same
 * bits for the same data from first to last. The reason is logged at debug level under this class's name.
 *
 * <p>The Vector API where the JVM was started with {@code --add-modules=jdk.incubator.vector} and has vectors of 256 bits
 * or more; otherwise the scalar kernels. It needs warming up, about half a second on each JVM, and pays from some 1e8
 * elements on; a JVM for less is better off without the module.
 */
public final class Kernels {

    private static final String MODULE = "jdk.incubator.vector";
    private static final String LANES = "org.sparknorm.kernel.vector.Lanes";
    private static final String VECTOR = "org.sparknorm.kernel.vector.Vector";

    private static final boolean VECTORS = hasVectors();
    private static final DoubleKernels DOUBLES = choose(DoubleKernels.class, new ScalarDoubleKernels());
    private static final FloatKernels FLOATS = choose(FloatKernels.class, new ScalarFloatKernels());

    private Kernels() {}

    /** The kernels for double data. */
    public static DoubleKernels doubles() {
        return DOUBLES;
    }

    /** The kernels for float data. */
    public static FloatKernels floats() {
        return FLOATS;
    }

    private static boolean hasVectors() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            log("Scalar kernels: this JVM was started without --add-modules=" + MODULE);
            return false;
        }
        try {
            int bits = (int) Class.forName(LANES).getMethod("bits").invoke(null);
            boolean wide = bits >= 256;
            log(
                    wide
                            ? "Vector API kernels of " + bits + " bits"
                            : "Scalar kernels: vectors have only " + bits + " bits");
            return wide;
        } catch (ReflectiveOperationException | LinkageError e) {
            log("Scalar kernels: the Vector API does not start: " + e);
            return false;
        }
    }

    private static <K> K choose(Class<K> type, K scalar) {
        if (!VECTORS) {
            return scalar;
        }
        try {
            return type.cast(Class.forName(VECTOR + type.getSimpleName())
                    .getConstructor(type)
                    .newInstance(scalar));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the jar lacks its own kernels", e);
        }
    }

    private static void log(String message) {
        System.getLogger(Kernels.class.getName()).log(Level.DEBUG, message);
    }
}
