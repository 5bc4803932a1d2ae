package org.sparknorm.nn;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparknorm.program.ParameterSlice;
import org.sparknorm.program.Program;
import org.sparknorm.program.Variables;
import org.sparknorm.spark.SparkMl;

/**
 * A model on disk: {@code metadata/} as all of Spark ML, and {@code data/}, Parquet: a row for the parameters of each
 * kind of each layer, then for the running mean and variance of each batch norm. As doubles, which hold floats exactly.
 */
final class NeuralNetModelFiles {

    private static final StructType SCHEMA = new StructType()
            .add("index", DataTypes.IntegerType, false)
            .add("layer", DataTypes.StringType, false)
            .add("kind", DataTypes.StringType, false)
            .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

    private NeuralNetModelFiles() {}

    static final class Writer extends MLWriter {

        private final NeuralNetClassificationModel model;

        Writer(NeuralNetClassificationModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            Variables variables = model.variables();
            List<Row> rows = new ArrayList<>();
            for (ParameterSlice slice : new NeuralNetSchema(model).program(-1).slices()) {
                double[] values = new double[slice.length()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = variables.parameters()[slice.offset() + i];
                }
                add(rows, slice.layer(), slice.kind().name(), values);
            }
            for (int i = 0; i < variables.runningMean().length; i++) {
                add(rows, "batch norm " + i, "RUNNING_MEAN", variables.runningMean()[i]);
                add(rows, "batch norm " + i, "RUNNING_VARIANCE", variables.runningVariance()[i]);
            }
            SparkMl.saveMetadata(model, path, sparkSession());
            sparkSession().createDataFrame(rows, SCHEMA).coalesce(1).write().parquet(dataPath(path));
        }

        private static void add(List<Row> rows, String layer, String kind, double[] values) {
            rows.add(RowFactory.create(rows.size(), layer, kind, values));
        }
    }

    static final class Reader extends MLReader<NeuralNetClassificationModel> {

        @Override
        public NeuralNetClassificationModel load(String path) {
            SparkSession spark = sparkSession();
            DefaultParamsReader.Metadata metadata =
                    SparkMl.loadMetadata(path, spark, NeuralNetClassificationModel.class);
            NeuralNetClassificationModel params = new NeuralNetClassificationModel(metadata.uid(), null, null);
            metadata.getAndSetParams(params, scala.Option.empty());
            Program program = new NeuralNetSchema(params).program(-1);
            Variables variables = variables(
                    program,
                    spark.read()
                            .schema(SCHEMA)
                            .parquet(dataPath(path))
                            .sort("index")
                            .collectAsList());
            variables.requireFits(program);
            NeuralNetClassificationModel model = new NeuralNetClassificationModel(metadata.uid(), variables, null);
            metadata.getAndSetParams(model, scala.Option.empty());
            return model;
        }

        private static Variables variables(Program program, List<Row> rows) {
            int slices = program.slices().size();
            int norms = program.batchNormChannels().size();
            if (rows.size() != slices + 2 * norms) {
                throw new IllegalArgumentException("a saved model of another network: found " + rows.size()
                        + " rows of data, expected " + (slices + 2 * norms) + " for: " + program.network());
            }
            float[] parameters = new float[program.parameterCount()];
            int at = 0;
            for (Row row : rows.subList(0, slices)) {
                for (double value : values(row)) {
                    parameters[at++] = (float) value;
                }
            }
            double[][] mean = new double[norms][];
            double[][] variance = new double[norms][];
            for (int i = 0; i < norms; i++) {
                mean[i] = values(rows.get(slices + 2 * i));
                variance[i] = values(rows.get(slices + 2 * i + 1));
            }
            return new Variables(parameters, mean, variance);
        }

        private static double[] values(Row row) {
            return row.<Double>getList(3).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
    }

    private static String dataPath(String path) {
        return new Path(path, "data").toString();
    }
}
