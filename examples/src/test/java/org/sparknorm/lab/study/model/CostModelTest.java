package org.sparknorm.lab.study.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sparknorm.lab.study.StudyReportFixture;
import org.sparknorm.lab.study.measure.Measurement;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.model.NonNegativeFit.Range;

class CostModelTest {

    private static final String TREE = "treeAggregate, kryo, " + StudyReportFixture.MASTER;
    private static final String COLLECTIVE = "collective, " + StudyReportFixture.MASTER;

    @Test
    void findsThePricesThatPointsWereMadeUpFrom() {
        Map<String, Double> prices =
                CostModel.fit(StudyReportFixture.points()).coefficients().get(TREE);
        StudyReportFixture.TREE_PRICES.forEach(
                (term, price) -> assertThat(prices.get(term)).as(term).isCloseTo(price, within(0.02 * price)));
    }

    @Test
    void findsThePricesOfTheCollectiveWhereCoresSuffice() {
        List<MicroPoint> points = new ArrayList<>();
        for (int ranks : new int[] {2, 3, 4, 8, 16}) {
            for (int channels : new int[] {1, 16, 256, 4_096, 16_384, 65_536}) {
                points.add(StudyReportFixture.collective(ranks, 16, channels));
            }
        }
        Map<String, Double> prices = CostModel.fit(points).coefficients().get(COLLECTIVE);
        StudyReportFixture.COLLECTIVE_PRICES.forEach(
                (term, price) -> assertThat(prices.get(term)).as(term).isCloseTo(price, within(0.02 * price)));
    }

    @Test
    void noisyPointsMoveNoPriceBelowZero() {
        Random random = new Random(1);
        List<MicroPoint> noisy = StudyReportFixture.points().stream()
                .map(point -> timed(point, point.medianMicros() * (0.8 + 0.4 * random.nextDouble())))
                .toList();
        CostModel model = CostModel.fit(noisy);
        model.coefficients()
                .values()
                .forEach(prices -> assertThat(prices.values()).allMatch(price -> price >= 0));
        assertThat(model.heldOutMedianRelativeError()).isLessThan(0.25);
    }

    @Test
    void heldOutPointsNeverReachTheFit() {
        CostModel model = CostModel.fit(StudyReportFixture.points());
        List<MicroPoint> spoiled = StudyReportFixture.points().stream()
                .map(point -> point.channels() == 65_536 || point.partitions() == 1_024
                        ? timed(point, 10 * point.medianMicros())
                        : point)
                .toList();
        CostModel other = CostModel.fit(spoiled);
        assertThat(other.coefficients()).isEqualTo(model.coefficients());
        assertThat(model.heldOutMedianRelativeError()).isLessThan(0.02);
        assertThat(other.heldOutMedianRelativeError()).isBetween(0.89, 0.91);
    }

    @Test
    void heldOutAreTheLargestSizesAndPartitionCounts() {
        CostModel model = CostModel.fit(StudyReportFixture.points());
        assertThat(model.points())
                .allMatch(point -> point.heldOut()
                        == (point.channels() == 65_536
                                || point.way().equals("treeAggregate") && point.partitions() == 1_024));
        assertThat(model.heldOutMedianRelativeErrorByWay()).containsOnlyKeys("treeAggregate", "collective");
    }

    @Test
    void moreRanksThanCoresAreLeftOutButWavesOfTasksAreNot() {
        CostModel model = CostModel.fit(StudyReportFixture.points());
        assertThat(model.points()).allMatch(point -> point.way().equals("treeAggregate") || point.partitions() == 2);
        assertThat(model.points()).anyMatch(point -> point.partitions() > StudyReportFixture.CORES);
        assertThat(StudyReportFixture.collective(4, 2, 16).oversubscribed()).isTrue();
        assertThat(StudyReportFixture.tree(MethodSettings.tree(2), 64, 16).oversubscribed())
                .isFalse();
    }

    @Test
    void skippedPointsAndTooFewGiveNoPrices() {
        List<MicroPoint> few =
                List.of(StudyReportFixture.skipped("no slots"), StudyReportFixture.tree(MethodSettings.tree(1), 1, 16));
        CostModel model = CostModel.fit(few);
        assertThat(model.coefficients()).isEmpty();
        assertThat(model.points()).isEmpty();
        assertThat(model.heldOutMedianRelativeError()).isNull();
    }

    @Test
    void whatTwoRanksCannotTellApartMakesARange() {
        NonNegativeFit fit = CostModel.fit(StudyReportFixture.points()).fitOf(COLLECTIVE);
        Range two = fit.range(CostTerms.collective(2, StudyReportFixture.bytes(1)));
        Range thousand = fit.range(CostTerms.collective(1_000, StudyReportFixture.bytes(1)));
        // Two ranks: one round and one message always come together. A thousand: 999 messages in one round.
        assertThat(two.high()).isLessThan(1.05 * two.low());
        assertThat(thousand.low()).isLessThan(2 * two.low());
        assertThat(thousand.high()).isGreaterThan(500 * two.low());
    }

    private static MicroPoint timed(MicroPoint point, double median) {
        Measurement before = point.measured();
        Measurement measured = new Measurement(
                before.warmup(),
                before.iterations(),
                before.wrong(),
                StudyReportFixture.times(median),
                before.algbwMegabytesPerSecond(),
                before.busbwMegabytesPerSecond(),
                before.levels(),
                before.driverBytes(),
                before.breakdownMicros());
        return new MicroPoint(
                point.way(),
                point.depth(),
                point.finalAggregate(),
                point.partitions(),
                point.channels(),
                point.bytes(),
                point.serializer(),
                point.master(),
                point.cores(),
                measured,
                null);
    }
}
