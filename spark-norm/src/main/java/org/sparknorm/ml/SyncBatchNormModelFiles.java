package org.sparknorm.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.sparknorm.param.ModelArray;
import org.sparknorm.param.ModelFiles;

/** A model on disk: for each column the rows that counted, those of each channel, the mean and the variance. */
final class SyncBatchNormModelFiles extends ModelFiles<SyncBatchNormModel> {

    private static final List<String> KINDS = List.of("count", "channelCounts", "mean", "variance");

    SyncBatchNormModelFiles() {
        super(SyncBatchNormModel.class);
    }

    @Override
    protected List<ModelArray> arrays(SyncBatchNormModel model) {
        List<ModelArray> arrays = new ArrayList<>();
        for (ColumnStatistics column : model.statistics()) {
            double[][] values = {
                {column.count()},
                Arrays.stream(column.channelCounts()).asDoubleStream().toArray(),
                column.mean(),
                column.variance()
            };
            for (int i = 0; i < values.length; i++) {
                arrays.add(new ModelArray(column.column(), KINDS.get(i), values[i]));
            }
        }
        return arrays;
    }

    @Override
    protected SyncBatchNormModel model(DefaultParamsReader.Metadata metadata, List<ModelArray> arrays) {
        List<ColumnStatistics> columns = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i += KINDS.size()) {
            columns.add(new ColumnStatistics(
                    arrays.get(i).name(),
                    (long) arrays.get(i).values()[0],
                    Arrays.stream(arrays.get(i + 1).values())
                            .mapToLong(count -> (long) count)
                            .toArray(),
                    arrays.get(i + 2).values(),
                    arrays.get(i + 3).values()));
        }
        return new SyncBatchNormModel(metadata.uid(), columns);
    }
}
