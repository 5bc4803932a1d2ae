package org.sparknorm.lab.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sparknorm.lab.report.Quantiles;

/** Times several pieces of work in turn, round after round, so that what disturbs the machine disturbs all of them. */
final class Rounds {

    private final Map<String, Runnable> works = new LinkedHashMap<>();

    Rounds add(String name, Runnable work) {
        works.put(name, work);
        return this;
    }

    /** Returns the median milliseconds of each work over the rounds after the warm-up. */
    Map<String, Double> run(int warmUp, int rounds) {
        Map<String, double[]> times = new LinkedHashMap<>();
        works.keySet().forEach(name -> times.put(name, new double[rounds]));
        for (int round = -warmUp; round < rounds; round++) {
            for (Map.Entry<String, Runnable> work : works.entrySet()) {
                long start = System.nanoTime();
                work.getValue().run();
                if (round >= 0) {
                    times.get(work.getKey())[round] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((name, each) -> medians.put(name, Quantiles.median(each)));
        return medians;
    }
}
