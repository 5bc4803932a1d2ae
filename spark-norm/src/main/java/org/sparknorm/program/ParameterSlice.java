package org.sparknorm.program;

/**
 * A named piece of the flat array of parameters, and of the flat array of their gradients.
 *
 * @param layer number and text of the layer, as in {@code 3 dense 128}
 * @param kind kind of the numbers
 * @param offset place of the first number in the flat array
 * @param length count of numbers
 * @param fanIn inputs of one output of the layer (weights; otherwise 0)
 * @param fanOut outputs that one input of the layer feeds (weights; otherwise 0)
 */
public record ParameterSlice(String layer, Kind kind, int offset, int length, int fanIn, int fanOut) {

    /** The order of the kinds in the flat array. */
    public enum Kind {
        /**
         * Weights, of dense layers {@code [units, inputs]}, of convolutions {@code [filters, channels, kernel,
         * kernel]}.
         */
        WEIGHT,
        BIAS,
        GAMMA,
        BETA
    }
}
