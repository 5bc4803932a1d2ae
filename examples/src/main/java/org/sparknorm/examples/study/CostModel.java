package org.sparknorm.examples.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a synchronization costs, from what it consists of: {@link Work}, each of whose terms has a price that measurements
 * gave. Way and serializer have prices of their own. Baselines and oversubscribed points are not modelled.
 *
 * <p>Points of the most channels, and of the most partitions, that a way was measured with are held out where it was
 * measured with at least three values: prices never see them, so that the error on them is that of an extrapolation.
 *
 * @param coefficients prices in microseconds, by way and serializer ({@link #priced}), by term
 * @param heldOutMedianRelativeError over all points held out; null where there are none
 * @param heldOutMedianRelativeErrorByWay likewise, by way
 * @param points fitted and held out
 */
public record CostModel(
        Map<String, Map<String, Double>> coefficients,
        Double heldOutMedianRelativeError,
        Map<String, Double> heldOutMedianRelativeErrorByWay,
        List<ModelPoint> points) {

    /** From so many values on, the largest is held out; so many points a fit needs. */
    private static final int ENOUGH = 3;

    /**
     * A model of all points that were measured and can be modelled; empty if there are too few.
     */
    public static CostModel fit(List<MicroPoint> points) {
        Map<String, List<MicroPoint>> groups = points.stream()
                .filter(CostModel::isModelled)
                .collect(Collectors.groupingBy(
                        point -> priced(point.way(), point.serializer()), LinkedHashMap::new, Collectors.toList()));
        Map<String, Map<String, Double>> coefficients = new LinkedHashMap<>();
        List<ModelPoint> modelled = new ArrayList<>();
        groups.forEach((group, members) -> {
            Predicate<MicroPoint> heldOut = heldOut(members);
            List<MicroPoint> fitted = members.stream().filter(heldOut.negate()).toList();
            if (fitted.size() >= ENOUGH) {
                NonNegativeFit fit = fit(fitted, Work::of, MicroPoint::medianMicros);
                coefficients.put(group, named(Work.of(fitted.get(0)), fit.coefficients()));
                members.forEach(point ->
                        modelled.add(ModelPoint.of(point, fit.at(Work.of(point).counts()), heldOut.test(point))));
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

    /** The name under which a way, with its serializer where it has one, has its prices. */
    static String priced(String way, String serializer) {
        return serializer == null ? way : way + ", " + serializer;
    }

    /** The fit behind some prices, from the points that it was made of. */
    NonNegativeFit fitOf(String group) {
        return fit(
                points.stream()
                        .filter(point -> !point.heldOut() && point.priced().equals(group))
                        .toList(),
                Work::of,
                ModelPoint::measuredMicros);
    }

    private static boolean isModelled(MicroPoint point) {
        boolean tree = Way.TREE_AGGREGATE.toString().equals(point.way());
        boolean peers = Way.COLLECTIVE.toString().equals(point.way()) && point.partitions() > 1;
        return (tree || peers) && point.skipped() == null && !point.oversubscribed();
    }

    private static Predicate<MicroPoint> heldOut(List<MicroPoint> group) {
        int channels = largest(group, MicroPoint::channels);
        int partitions = largest(group, MicroPoint::partitions);
        return point -> point.channels() == channels || point.partitions() == partitions;
    }

    /** The largest value; -1 if there are few. */
    private static int largest(List<MicroPoint> group, Function<MicroPoint, Integer> value) {
        List<Integer> values =
                group.stream().map(value).distinct().sorted(Comparator.reverseOrder()).toList();
        return values.size() < ENOUGH ? -1 : values.get(0);
    }

    private static <P> NonNegativeFit fit(List<P> points, Function<P, Work> work, Function<P, Double> micros) {
        return NonNegativeFit.of(
                points.stream().map(point -> work.apply(point).counts()).toArray(double[][]::new),
                points.stream().mapToDouble(micros::apply).toArray());
    }

    private static Map<String, Double> named(Work work, double[] prices) {
        List<String> names = new ArrayList<>(work.terms().keySet());
        Map<String, Double> named = new LinkedHashMap<>();
        IntStream.range(0, prices.length).forEach(term -> named.put(names.get(term), prices[term]));
        return named;
    }

    private static Double medianError(List<ModelPoint> points) {
        double[] errors =
                points.stream().mapToDouble(ModelPoint::relativeError).sorted().toArray();
        int middle = errors.length / 2;
        if (errors.length == 0) {
            return null;
        }
        return errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
    }
}
