package org.sparknorm.program;

import java.util.Arrays;
import java.util.Random;

/**
 * How weights start: drawn by seed, the same on every JVM, as {@link Random}'s algorithm is part of its contract.
 * Biases and betas start at 0, gammas at 1.
 */
public enum Initialization {
    /** Normal with variance {@code 2 / fanIn} (He, Zhang, Ren, Sun 2015): for relu. */
    HE {
        @Override
        double draw(Random random, ParameterSlice weights) {
            return random.nextGaussian() * Math.sqrt(2.0 / weights.fanIn());
        }
    },
    /** Uniform with variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio 2010). */
    XAVIER {
        @Override
        double draw(Random random, ParameterSlice weights) {
            return (2 * random.nextDouble() - 1) * Math.sqrt(6.0 / (weights.fanIn() + weights.fanOut()));
        }
    };

    abstract double draw(Random random, ParameterSlice weights);

    /** Draws all parameters of the program. */
    float[] parameters(Program program, long seed) {
        Random random = new Random(seed);
        float[] parameters = new float[program.parameterCount()];
        for (ParameterSlice slice : program.slices()) {
            int end = slice.offset() + slice.length();
            switch (slice.kind()) {
                case WEIGHT -> {
                    for (int i = slice.offset(); i < end; i++) {
                        parameters[i] = (float) draw(random, slice);
                    }
                }
                case GAMMA -> Arrays.fill(parameters, slice.offset(), end, 1);
                case BIAS, BETA -> {
                    // 0
                }
            }
        }
        return parameters;
    }
}
