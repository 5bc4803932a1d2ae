package org.sparknorm.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The tensors of one norm in a file, checked: floating types, finite numbers, one shape.
 *
 * @param type that of the required tensor
 * @param gamma as stored; null if there is none
 * @param beta null if there is none
 * @param mean null if there is none
 * @param variance null if there is none
 */
record StoredNorm(TensorType type, double[] gamma, double[] beta, double[] mean, double[] variance) {

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if there is no such norm under the prefix, or its tensors cannot be a norm's
     */
    static StoredNorm read(Safetensors file, NormNames names, Norm norm, String prefix) {
        if (norm == Norm.BATCH && names.mean().isEmpty()) {
            throw new IllegalArgumentException("running statistics have no names in this framework's files:"
                    + " SyncBatchNormModel.ofStatistics takes their values");
        }
        boolean factorsMayLack = norm == Norm.LAYER || norm == Norm.GROUP;
        String required = find(file, names.required(norm), prefix)
                .or(() -> factorsMayLack ? find(file, names.beta(), prefix) : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException(file + ": no " + norm + " norm '" + prefix
                        + "'; there are " + Listing.of(prefixes(file, names.required(norm)))));
        String gamma = find(file, names.gamma(norm), prefix).orElse(null);
        String beta = find(file, names.beta(), prefix).orElse(null);
        String mean = find(file, names.mean(), prefix).orElse(null);
        String variance = find(file, names.variance(), prefix).orElse(null);
        requireKind(file, norm, prefix, mean, variance);
        requireOneShape(file, gamma, beta, mean, variance);
        double[] factors = values(file, gamma);
        double[] offsets = values(file, beta);
        double[] means = values(file, mean);
        double[] variances = values(file, variance);
        return new StoredNorm(file.info(required).requireType(), factors, offsets, means, variances);
    }

    private static Optional<String> find(Safetensors file, List<String> names, String prefix) {
        return NormNames.under(prefix, names).filter(file::contains).findFirst();
    }

    /** Where tensors lie that may be a norm's: at most one of their dimensions is not 1. */
    private static List<String> prefixes(Safetensors file, List<String> names) {
        return file.names().stream()
                .filter(tensor -> Arrays.stream(file.info(tensor).shape())
                                .filter(size -> size != 1)
                                .count()
                        <= 1)
                .flatMap(tensor -> names.stream()
                        .filter(name -> tensor.endsWith("." + name) || tensor.endsWith("/" + name))
                        .map(name -> tensor.substring(0, tensor.length() - name.length() - 1)))
                .distinct()
                .toList();
    }

    private static void requireKind(Safetensors file, Norm norm, String prefix, String mean, String variance) {
        if (norm == Norm.BATCH && variance == null) {
            throw new IllegalArgumentException(
                    file + ": '" + prefix + "' has a running mean (" + mean + ") and no running variance");
        }
        if (norm != Norm.BATCH && (mean != null || variance != null)) {
            throw new IllegalArgumentException(file + ": '" + prefix + "' has running statistics ("
                    + (mean != null ? mean : variance) + "): a batch norm, not a " + norm + " norm");
        }
    }

    private static void requireOneShape(Safetensors file, String... names) {
        TensorInfo first = null;
        for (String name : names) {
            TensorInfo info = name == null ? first : file.info(name);
            if (first != null && !Arrays.equals(first.shape(), info.shape())) {
                throw new IllegalArgumentException(file + ": " + first.name() + " has the shape "
                        + Arrays.toString(first.shape()) + " and " + info.name() + " " + Arrays.toString(info.shape())
                        + ", expected one value of each for each channel");
            }
            first = info;
        }
    }

    private static double[] values(Safetensors file, String name) {
        if (name == null) {
            return null;
        }
        TensorInfo info = file.info(name);
        if (info.type().startsWith("I") || info.type().startsWith("U")) {
            throw new IllegalArgumentException(file + ": " + name + " is of type " + info.type()
                    + ": quantized weights, or no norm; expected floating numbers");
        }
        double[] values = file.read(name).values();
        for (int c = 0; c < values.length; c++) {
            if (!Double.isFinite(values[c])) {
                throw new IllegalArgumentException(file + ": " + name + "[" + c + "] is " + values[c]
                        + (info.type().equals("F16") ? " (half precision ends at 65,504)" : "")
                        + ", expected a finite number");
            }
        }
        return values;
    }
}
