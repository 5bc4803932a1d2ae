package org.sparknorm.lab.study.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparknorm.lab.report.Quantiles;
import org.sparknorm.lab.study.measure.MicroPoint;
import org.sparknorm.lab.study.measure.SyncMethod;

/**
 * The cost of a synchronization, from what it consists of: {@link CostTerms}, each of whose terms has a price that
 * measurements gave. Each way, serializer and master has prices of its own. Baselines and oversubscribed points are not
 * modelled.
 *
 * <p>Points of the most channels, and of the most partitions, that some prices were measured with are held out, where
 * there are at least three values: prices never see them, so that the error on them is that of an extrapolation.
 *
 * @param coefficients prices in microseconds for one of each term, by way, serializer and master
 * @param heldOutMedianRelativeError over all points held out; null where there are none
 * @param heldOutMedianRelativeErrorByWay likewise, by way
 * @param points fitted and held out
 */
public record CostModel(
        Map<String, Map<String, Double>> coefficients,
        Double heldOutMedianRelativeError,
        Map<String, Double> heldOutMedianRelativeErrorByWay,
        List<ModelPoint> points) {

    /** So many values there must be to hold out the largest, so many points to fit prices. */
    private static final int ENOUGH = 3;

    /** Returns a model of all points that were measured and can be modelled; without prices where there are too few. */
    public static CostModel fit(List<MicroPoint> points) {
        Map<String, List<MicroPoint>> groups = points.stream()
                .filter(CostModel::isModelled)
                .collect(Collectors.groupingBy(CostModel::prices, LinkedHashMap::new, Collectors.toList()));
        Map<String, Map<String, Double>> coefficients = new LinkedHashMap<>();
        List<ModelPoint> modelled = new ArrayList<>();
        groups.forEach((prices, members) -> {
            Predicate<MicroPoint> heldOut = heldOut(members);
            List<MicroPoint> fitted = members.stream().filter(heldOut.negate()).toList();
            if (fitted.size() >= ENOUGH) {
                NonNegativeFit fit = NonNegativeFit.of(
                        fitted.stream().map(CostModel::work).toList(),
                        fitted.stream().map(MicroPoint::medianMicros).toList());
                coefficients.put(prices, fit.coefficients());
                members.forEach(point -> modelled.add(ModelPoint.of(point, fit.at(work(point)), heldOut.test(point))));
            }
        });
        Map<String, Double> byWay = new LinkedHashMap<>();
        modelled.stream()
                .filter(ModelPoint::heldOut)
                .collect(Collectors.groupingBy(ModelPoint::way, LinkedHashMap::new, Collectors.toList()))
                .forEach((way, members) -> byWay.put(way, medianError(members)));
        return new CostModel(
                coefficients,
                medianError(modelled.stream().filter(ModelPoint::heldOut).toList()),
                byWay,
                modelled);
    }

    public static String prices(MicroPoint point) {
        return Stream.of(point.way(), point.serializer(), point.master())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    /** Returns the fit behind some prices, from the points that it was made of. */
    NonNegativeFit fitOf(String prices) {
        List<ModelPoint> fitted = points.stream()
                .filter(point -> !point.heldOut() && point.prices().equals(prices))
                .toList();
        return NonNegativeFit.of(
                fitted.stream().map(ModelPoint::work).toList(),
                fitted.stream().map(ModelPoint::measuredMicros).toList());
    }

    private static CostTerms work(MicroPoint point) {
        return new MethodSettings(point.way(), point.depth(), point.finalAggregate())
                .work(point.partitions(), point.cores(), point.bytes());
    }

    private static boolean isModelled(MicroPoint point) {
        boolean tree = SyncMethod.TREE_AGGREGATE.toString().equals(point.way());
        boolean peers = SyncMethod.COLLECTIVE.toString().equals(point.way()) && point.partitions() > 1;
        return (tree || peers) && point.skipped() == null && !point.oversubscribed();
    }

    private static Predicate<MicroPoint> heldOut(List<MicroPoint> group) {
        int channels = largest(group, MicroPoint::channels);
        int partitions = largest(group, MicroPoint::partitions);
        return point -> point.channels() == channels || point.partitions() == partitions;
    }

    /** Returns the largest value; -1, which no point has, if there are too few values. */
    private static int largest(List<MicroPoint> group, ToIntFunction<MicroPoint> value) {
        int[] values = group.stream().mapToInt(value).distinct().sorted().toArray();
        return values.length < ENOUGH ? -1 : values[values.length - 1];
    }

    private static Double medianError(List<ModelPoint> points) {
        return points.isEmpty()
                ? null
                : (Double) Quantiles.median(
                        points.stream().mapToDouble(ModelPoint::relativeError).toArray());
    }
}
