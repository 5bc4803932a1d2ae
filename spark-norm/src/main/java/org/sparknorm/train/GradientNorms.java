package org.sparknorm.train;

/** Of the gradients of each layer with parameters, in the order of {@link Program#gradientNorms}. */
final class GradientNorms {

    private GradientNorms() {}

    static double[] of(Program program, float[] gradients) {
        return program.gradientNorms(gradients).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Euclidean norm of all gradients. */
    static double total(double[] norms) {
        double squares = 0;
        for (double norm : norms) {
            squares += norm * norm;
        }
        return Math.sqrt(squares);
    }
}
