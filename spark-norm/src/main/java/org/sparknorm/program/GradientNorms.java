package org.sparknorm.program;

/** Of the gradients of each layer with parameters, in the order of {@link Program#gradientNorms}. */
public final class GradientNorms {

    private GradientNorms() {}

    public static double[] of(Program program, float[] gradients) {
        return program.gradientNorms(gradients).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Euclidean norm of all gradients. */
    public static double total(double[] norms) {
        double squares = 0;
        for (double norm : norms) {
            squares += norm * norm;
        }
        return Math.sqrt(squares);
    }
}
