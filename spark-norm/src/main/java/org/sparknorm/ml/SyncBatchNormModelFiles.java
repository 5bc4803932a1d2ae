package org.sparknorm.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A model on disk: {@code metadata/} as all of Spark ML, and {@code data/}, Parquet, one row a column. */
final class SyncBatchNormModelFiles {

    private static final StructType SCHEMA = new StructType()
            .add("index", DataTypes.IntegerType, false)
            .add("column", DataTypes.StringType, false)
            .add("count", DataTypes.LongType, false)
            .add("mean", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
            .add("variance", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

    private SyncBatchNormModelFiles() {}

    static final class Writer extends MLWriter {

        private final SyncBatchNormModel model;

        Writer(SyncBatchNormModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter.saveMetadata(model, path, sparkSession());
            List<Row> rows = new ArrayList<>();
            for (ColumnStatistics column : model.statistics()) {
                rows.add(RowFactory.create(
                        rows.size(), column.column(), column.count(), column.mean(), column.variance()));
            }
            sparkSession().createDataFrame(rows, SCHEMA).coalesce(1).write().parquet(dataPath(path));
        }
    }

    static final class Reader extends MLReader<SyncBatchNormModel> {

        @Override
        public SyncBatchNormModel load(String path) {
            SparkSession spark = sparkSession();
            DefaultParamsReader.Metadata metadata =
                    DefaultParamsReader.loadMetadata(path, spark, SyncBatchNormModel.class.getName());
            List<ColumnStatistics> statistics = new ArrayList<>();
            for (Row row : spark.read()
                    .schema(SCHEMA)
                    .parquet(dataPath(path))
                    .sort("index")
                    .collectAsList()) {
                statistics.add(
                        new ColumnStatistics(row.getString(1), row.getLong(2), doubles(row, 3), doubles(row, 4)));
            }
            SyncBatchNormModel model = new SyncBatchNormModel(metadata.uid(), statistics);
            metadata.getAndSetParams(model, scala.Option.empty());
            return model;
        }

        private static double[] doubles(Row row, int at) {
            return row.<Double>getList(at).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
    }

    private static String dataPath(String path) {
        return new Path(path, "data").toString();
    }
}
