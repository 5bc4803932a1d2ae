package org.sparknorm.nn;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.sparknorm.param.ModelArray;
import org.sparknorm.param.ModelFiles;
import org.sparknorm.program.ParameterSlice;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;

/**
 * A model on disk: the parameters of each kind of each layer, then the running mean and variance of each batch norm. As
 * doubles, which hold floats exactly.
 */
final class NeuralNetModelFiles extends ModelFiles<NeuralNetClassificationModel> {

    private static final String MEAN = "RUNNING_MEAN";
    private static final String VARIANCE = "RUNNING_VARIANCE";

    NeuralNetModelFiles() {
        super(NeuralNetClassificationModel.class);
    }

    @Override
    protected List<ModelArray> arrays(NeuralNetClassificationModel model) {
        Variables variables = model.variables();
        List<ModelArray> arrays = new ArrayList<>();
        for (ParameterSlice slice : new NeuralNetSchema(model).program(-1).slices()) {
            double[] values = new double[slice.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = variables.parameters()[slice.offset() + i];
            }
            arrays.add(new ModelArray(slice.layer(), slice.kind().name(), values));
        }
        for (int i = 0; i < variables.runningMean().length; i++) {
            arrays.add(new ModelArray(norm(i), MEAN, variables.runningMean()[i]));
            arrays.add(new ModelArray(norm(i), VARIANCE, variables.runningVariance()[i]));
        }
        return arrays;
    }

    @Override
    protected NeuralNetClassificationModel model(DefaultParamsReader.Metadata metadata, List<ModelArray> arrays) {
        NeuralNetClassificationModel params = new NeuralNetClassificationModel(metadata.uid(), null, null);
        metadata.getAndSetParams(params, scala.Option.empty());
        Variables variables = variables(new NeuralNetSchema(params).program(-1), arrays);
        return new NeuralNetClassificationModel(metadata.uid(), variables, null);
    }

    private static Variables variables(Program program, List<ModelArray> arrays) {
        int slices = program.slices().size();
        int norms = program.batchNormChannels().size();
        if (arrays.size() != slices + 2 * norms) {
            throw new IllegalArgumentException("a saved model of another network: found " + arrays.size()
                    + " arrays, expected " + (slices + 2 * norms) + " for: " + program.network());
        }
        float[] parameters = new float[program.parameterCount()];
        for (int s = 0; s < slices; s++) {
            ParameterSlice slice = program.slices().get(s);
            double[] values = values(arrays.get(s), slice.layer(), slice.kind().name(), slice.length());
            for (int i = 0; i < values.length; i++) {
                parameters[slice.offset() + i] = (float) values[i];
            }
        }
        double[][] mean = new double[norms][];
        double[][] variance = new double[norms][];
        for (int i = 0; i < norms; i++) {
            int channels = program.batchNormChannels().get(i);
            mean[i] = values(arrays.get(slices + 2 * i), norm(i), MEAN, channels);
            variance[i] = values(arrays.get(slices + 2 * i + 1), norm(i), VARIANCE, channels);
        }
        return new Variables(parameters, mean, variance);
    }

    private static double[] values(ModelArray array, String name, String kind, int length) {
        if (!array.name().equals(name) || !array.kind().equals(kind) || array.values().length != length) {
            throw new IllegalArgumentException("a saved model of another network: found " + array.values().length
                    + " values of " + array.kind() + " of " + array.name() + ", expected " + length + " of " + kind
                    + " of " + name);
        }
        return array.values();
    }

    private static String norm(int index) {
        return "batch norm " + index;
    }
}
