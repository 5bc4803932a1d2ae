package org.sparknorm.kernel;

/** Which implementation of the kernels this JVM runs: decided once, when the class loads. */
public final class Kernels {

    private static final System.Logger LOG = System.getLogger(Kernels.class.getName());
    private static final String VECTOR = "org.sparknorm.kernel.vector.Vector";

    private static final DoubleKernels DOUBLES = vector(DoubleKernels.class, new ScalarDoubleKernels());
    private static final FloatKernels FLOATS = vector(FloatKernels.class, new ScalarFloatKernels());

    private Kernels() {}

    /** The kernels for double data. */
    public static DoubleKernels doubles() {
        return DOUBLES;
    }

    /** The kernels for float data. */
    public static FloatKernels floats() {
        return FLOATS;
    }

    private static <K> K vector(Class<K> type, K scalar) {
        try {
            return type.cast(Class.forName(VECTOR + type.getSimpleName())
                    .getConstructor(type)
                    .newInstance(scalar));
        } catch (ReflectiveOperationException | LinkageError e) {
            return scalar;
        }
    }
}
