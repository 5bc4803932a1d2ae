package org.sparknorm.lab.compare.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.sparknorm.lab.compare.trial.AccuracyGrid;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.verdict.Claimed;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.network.NormKind;

/** Batch, layer and group norm in a convolutional network, by batch size. */
final class ImageBatchSizes extends BatchSizes {

    private static final AccuracyGrid GRID = new AccuracyGrid(0.1, 0.2, 0.4);
    private static final int USUAL = 32;
    /** Where initial weights make the most difference: fewer steps even it out less. Of other sizes 1. */
    private static final Map<Integer, Integer> TRAININGS = Map.of(USUAL, 3, 128, 4);

    private static final int[] TINY = {1, 2, 4};
    private static final double STABLE = 1;

    ImageBatchSizes() {
        super(
                "conv 8 3 stride 2, norm, relu, conv 16 3 stride 2, norm, relu, flatten, dense 10",
                GRID,
                new double[] {1, 2, 4, 8, 32, 128},
                1,
                List.of(NormKind.BATCH, NormKind.LAYER, NormKind.GROUP));
    }

    @Override
    public String id() {
        return "image-batch-sizes";
    }

    @Override
    public String title() {
        return "Batch size, on images";
    }

    @Override
    public String text() {
        return "The same convolutional network, rows and passes of plain SGD under batch, layer and group norm (4"
                + " groups), in"
                + " batches of 1 to 128 images, each " + GRID.text()
                + "; for batches of 32 and 128 the mean of 3 and 4"
                + " trainings a seed. Stable is taken as"
                + " losing at most " + (int) STABLE + " point against batches of " + USUAL
                + " images. Batch norm has 196 and"
                + " 49 positions of each image to take statistics over, more than a dense layer, so that one image"
                + " suffices"
                + " to run. The claims come from ResNets on ImageNet and from detection; two small convolutions on"
                + " digits"
                + " can tell whether an effect is there at all, not how large it is for those.";
    }

    @Override
    int rows(Lab lab) {
        return lab.choose(2048, 16_384);
    }

    @Override
    int trainings(int batch) {
        return TRAININGS.getOrDefault(batch, 1);
    }

    @Override
    public List<Finding> findings(Outcomes outcomes) {
        ToDoubleFunction<Outcome> usual = accuracy(outcomes, NormKind.GROUP, USUAL);
        List<ToDoubleFunction<Outcome>> tiny = Arrays.stream(TINY)
                .mapToObj(batch -> accuracy(outcomes, NormKind.GROUP, batch))
                .toList();
        Finding layer = Finding.of(
                "layer-loses-images",
                "Layer norm loses 1 to 2 % against batch norm on images",
                Claimed.between(1, 2, 0),
                outcomes.difference(
                        accuracy(outcomes, NormKind.BATCH, USUAL), accuracy(outcomes, NormKind.LAYER, USUAL)),
                "points",
                "test accuracy of batch norm and of layer norm in batches of 32: "
                        + percents(outcomes, NormKind.BATCH, USUAL, NormKind.LAYER, USUAL));
        Finding group = Finding.of(
                "group-tiny-batches",
                "Group norm trains stably at 1 to 4 rows per batch",
                Claimed.atMost(STABLE),
                outcomes.effect(outcome -> tiny.stream()
                        .mapToDouble(accuracy -> usual.applyAsDouble(outcome) - accuracy.applyAsDouble(outcome))
                        .max()
                        .orElseThrow()),
                "points",
                "the most test accuracy that batches of 1, 2 or 4 lose against batches of 32; test accuracy of 1, 2,"
                        + " 4 and 32: group norm "
                        + accuracies(outcomes, NormKind.GROUP) + ", batch norm " + accuracies(outcomes, NormKind.BATCH)
                        + " %");
        return List.of(layer, group);
    }

    private static String accuracies(Outcomes outcomes, NormKind norm) {
        return Arrays.stream(new int[] {1, 2, 4, USUAL})
                .mapToObj(batch -> String.format(Locale.ROOT, "%.2f", outcomes.mean(accuracy(outcomes, norm, batch))))
                .collect(Collectors.joining(", "));
    }
}
