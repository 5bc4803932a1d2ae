package org.sparknorm.train;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparknorm.SparkSessions;
import org.sparknorm.network.Network;
import org.sparknorm.network.NormKind;
import org.sparknorm.network.Normalization;
import org.sparknorm.network.Shape;
import org.sparknorm.optim.Schedule;
import org.sparknorm.program.Batch;
import org.sparknorm.program.Batches;
import org.sparknorm.program.Program;
import org.sparknorm.shard.EpochOrder;
import org.sparknorm.shard.EpochPlan;
import org.sparknorm.shard.Example;

/** Small trainings on the shared session, and the same by hand in one thread. */
final class Training {

    static final int BATCH = 32;
    static final double RATE = 0.02;

    private Training() {}

    static JavaSparkContext spark() {
        return JavaSparkContext.fromSparkContext(SparkSessions.shared().sparkContext());
    }

    /** Twenty batches of 32, the last one smaller, where there are 621 rows. */
    static TrainingSettings.Builder settings(Network network, Shape input, NormKind kind) {
        return TrainingSettings.builder(network, input)
                .normalization(Normalization.of(kind).withGroups(2))
                .batchSize(BATCH)
                .epochs(1)
                .schedule(new Schedule.Constant(RATE, 0))
                .weightDecay(1e-4)
                .seed(3);
    }

    static TrainingSettings.Builder mlp(NormKind kind) {
        return settings(Network.parse("dense 16, norm, relu, dense 4"), Shape.of(20), kind);
    }

    static List<Example> examples(Program program, int rows, boolean weighted) {
        Batch batch = Batches.randomRows(program, rows, 5);
        int size = program.input().size();
        List<Example> examples = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            examples.add(new Example(
                    Arrays.copyOfRange(batch.features(), r * size, (r + 1) * size),
                    batch.label(r),
                    weighted ? batch.weight(r) : 1));
        }
        return examples;
    }

    /** In partitions other than the workers'. */
    static JavaRDD<Example> rows(TrainingSettings settings, int rows) {
        return spark().parallelize(examples(settings.program(), rows, false), 5);
    }

    static TrainedNetwork train(TrainingSettings.Builder builder, int rows) {
        TrainingSettings settings = builder.build();
        return new Trainer(settings, (report, variables) -> {}).train(rows(settings, rows));
    }

    /** Trains until the end of the epoch. */
    static void interrupt(TrainingSettings.Builder builder, JavaRDD<Example> rows, int epoch) {
        assertThatExceptionOfType(Interruption.class)
                .isThrownBy(() -> new Trainer(builder.build(), (report, variables) -> {
                            if (report.epoch() == epoch) {
                                throw new Interruption();
                            }
                        })
                        .train(rows));
    }

    private static final class Interruption extends RuntimeException {}

    /** The batches of an epoch, put together without shards. */
    static List<Batch> batches(Program program, List<Example> examples, EpochPlan plan) {
        EpochOrder order = plan.order();
        List<Example> ordered = LongStream.range(0, examples.size())
                .boxed()
                .sorted(Comparator.comparing(order::ofRow))
                .map(row -> examples.get(row.intValue()))
                .toList();
        List<Batch> batches = new ArrayList<>();
        int from = 0;
        for (double rows : plan.weights()) {
            batches.add(batch(program, ordered.subList(from, from + (int) rows)));
            from += (int) rows;
        }
        return batches;
    }

    private static Batch batch(Program program, List<Example> rows) {
        int size = program.input().size();
        float[] features = new float[rows.size() * size];
        for (int r = 0; r < rows.size(); r++) {
            System.arraycopy(rows.get(r).features(), 0, features, r * size, size);
        }
        return new Batch(
                features,
                rows.stream().mapToInt(Example::label).toArray(),
                rows.stream().mapToDouble(Example::weight).toArray(),
                rows.size());
    }
}
