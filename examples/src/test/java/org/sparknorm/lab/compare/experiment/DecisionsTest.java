package org.sparknorm.lab.compare.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sparknorm.lab.compare.trial.AccuracyGrid;
import org.sparknorm.lab.compare.verdict.Decision;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.network.NormKind;

class DecisionsTest {

    @Test
    void theCheapestOfTheNormsThatAreAsGoodIsTaken() {
        assertThat(norm(90.0, 90.4, 90.5, 1)).isEqualTo("rms");
        assertThat(norm(89.9, 90.4, 90.5, 1)).isEqualTo("layer");
        assertThat(norm(80.0, 80.0, 90.5, 1)).isEqualTo("batch");
    }

    @Test
    void synchronizingIsPaidForOnlyWhereItGivesMore() {
        assertThat(norm(80.0, 80.0, 90.5, 4)).isEqualTo("syncBatch");
        assertThat(norm(90.1, 80.0, 90.5, 4)).isEqualTo("rms");
    }

    @Test
    void whatWasNotMeasuredDecidesNothing() {
        assertThat(Decisions.of(Map.of(), Optional.empty())).isEmpty();
    }

    /** With 8 rows per worker; each worker's own statistics come to 50 %. */
    private static String norm(double rms, double layer, double batch, int workers) {
        Outcome outcome = new Outcome();
        for (int size : new int[] {2, 8, 32, 128}) {
            put(outcome, BatchSizes.name(NormKind.RMS, size), rms);
            put(outcome, BatchSizes.name(NormKind.LAYER, size), layer);
            put(outcome, BatchSizes.name(NormKind.BATCH, size), batch);
            put(outcome, BatchSizes.ownName(size), 50);
        }
        List<Decision> decisions = Decisions.of(
                Map.of(new DenseBatchSizes(), new Outcomes(new TreeMap<>(Map.of(1L, outcome, 2L, outcome)))),
                Optional.empty());
        return decisions.stream()
                .filter(decision -> decision.rowsPerWorker().equals("8")
                        && decision.workers().equals(workers + ""))
                .findFirst()
                .orElseThrow()
                .norm();
    }

    /** At the one rate that there is. */
    private static void put(Outcome outcome, String condition, double accuracy) {
        outcome.put(condition, accuracy).put(AccuracyGrid.validation(condition), accuracy);
    }
}
