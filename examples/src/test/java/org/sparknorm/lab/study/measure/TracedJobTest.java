package org.sparknorm.lab.study.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparknorm.lab.study.measure.Stamp.Kind;

/** Made-up events, microseconds from the call. */
class TracedJobTest {

    @Test
    void everyMicrosecondOfAFlatJobIsInThePartThatItBelongsTo() {
        TracedTask early = new TracedTask(
                0, "1", 4_000, 6_000, 500, 0, 100, List.of(at(Kind.OPEN, 4_900), work(Kind.WRITE, 5_000, 5_100, 0)));
        TracedJob job = new TracedJob(
                0,
                12_000,
                List.of(new TracedStage(2_000, List.of(early, lastOfFlat()))),
                List.of(
                        at(Kind.SHIP, 1_000),
                        at(Kind.SHIP, 2_200),
                        work(Kind.READ, 5_500, 5_600, 0),
                        work(Kind.MERGE, 6_100, 6_200, 0),
                        work(Kind.READ, 9_500, 9_700, 1),
                        work(Kind.MERGE, 10_500, 10_800, 1)));

        assertThat(nonZero(job.parts()))
                .isEqualTo(Map.ofEntries(
                        Map.entry(JobPhase.JOB_SUBMISSION, 2_000.0),
                        Map.entry(JobPhase.STAGE_SCHEDULING, 200.0),
                        Map.entry(JobPhase.BROADCAST, 1_800.0),
                        Map.entry(JobPhase.SCHEDULER_DELAY, 600.0),
                        Map.entry(JobPhase.TASK_DESERIALIZATION, 400.0),
                        Map.entry(JobPhase.COMPUTE, 2_000.0),
                        Map.entry(JobPhase.EXECUTOR_MERGE, 1_000.0),
                        Map.entry(JobPhase.RESULT_SERIALIZATION, 500.0),
                        Map.entry(JobPhase.RESULT_FETCH, 1_000.0),
                        Map.entry(JobPhase.RESULT_DESERIALIZATION, 200.0),
                        Map.entry(JobPhase.DRIVER_QUEUE, 800.0),
                        Map.entry(JobPhase.DRIVER_MERGE, 300.0),
                        Map.entry(JobPhase.JOB_COMPLETION, 1_200.0)));
        assertThat(job.parts().values().stream().mapToDouble(micros -> micros).sum())
                .isEqualTo(12_000);
        assertThat(job.driverBytes()).isEqualTo(300);
    }

    @Test
    void aPauseIsTakenOutOfTheLongestPartOfItsTask() {
        TracedTask last = lastOfFlat();
        TracedTask paused = new TracedTask(1, "2", 4_000, 9_900, 400, 1_500, 200, last.stamps());
        TracedJob job = new TracedJob(0, 12_000, List.of(new TracedStage(2_000, List.of(paused))), List.of());

        assertThat(job.parts()).containsEntry(JobPhase.GC, 1_500.0).containsEntry(JobPhase.COMPUTE, 500.0);
    }

    @Test
    void theSecondStageWaitsForTheLastTaskOfTheFirst() {
        TracedJob job = new TracedJob(
                0,
                9_000,
                List.of(new TracedStage(800, List.of(mapTask())), new TracedStage(4_500, List.of(reduceTask()))),
                List.of(work(Kind.READ, 7_000, 7_100, 0), work(Kind.MERGE, 7_500, 7_600, 0)));

        assertThat(job.parts())
                // 200 and 200 to be launched, 1,000 from the map task's end to the scheduler.
                .containsEntry(JobPhase.SCHEDULER_DELAY, 1_400.0)
                .containsEntry(JobPhase.SHUFFLE_WRITE, 1_400.0)
                .containsEntry(JobPhase.FETCH_WAIT, 700.0)
                .containsEntry(JobPhase.SHUFFLE_READ, 100.0)
                .containsEntry(JobPhase.EXECUTOR_MERGE, 300.0)
                .containsEntry(JobPhase.RESULT_SERIALIZATION, 100.0)
                // 500 from the first stage's end; each stage, until its first task is launched.
                .containsEntry(JobPhase.STAGE_SCHEDULING, 1_200.0);
    }

    private static TracedTask mapTask() {
        return new TracedTask(
                0,
                "1",
                1_000,
                4_000,
                100,
                0,
                10,
                List.of(
                        at(Kind.OPEN, 1_300),
                        work(Kind.COMPUTE, 1_300, 1_500, 0),
                        work(Kind.MERGE, 1_500, 1_600, 0),
                        work(Kind.WRITE, 1_700, 1_900, 0),
                        at(Kind.CLOSE, 3_000)));
    }

    private static TracedTask reduceTask() {
        return new TracedTask(
                0,
                "1",
                5_000,
                8_000,
                100,
                0,
                10,
                List.of(
                        at(Kind.OPEN, 5_300),
                        work(Kind.READ, 6_000, 6_100, 0),
                        work(Kind.MERGE, 6_100, 6_300, 0),
                        at(Kind.CLOSE, 6_400),
                        work(Kind.WRITE, 6_400, 6_500, 0)));
    }

    @Test
    void aTaskThatHadToWaitForASlotHasThoseBeforeItOnItsPath() {
        TracedTask first = task(0, "1", 1_000, 2_000);
        TracedTask second = task(1, "1", 2_100, 3_000);
        TracedTask third = task(2, "1", 3_200, 4_500);
        TracedTask elsewhere = task(3, "2", 1_000, 3_100);
        TracedStage stage = new TracedStage(500, List.of(elsewhere, third, first, second));

        assertThat(stage.criticalTasks()).containsExactly(first, second, third);
    }

    private static TracedTask lastOfFlat() {
        return new TracedTask(
                1,
                "2",
                4_000,
                9_900,
                400,
                0,
                200,
                List.of(
                        at(Kind.OPEN, 5_000),
                        work(Kind.COMPUTE, 5_200, 7_000, 1),
                        work(Kind.MERGE, 7_000, 8_000, 1),
                        at(Kind.CLOSE, 8_000),
                        work(Kind.WRITE, 8_000, 8_500, 1)));
    }

    private static TracedTask task(int partition, String executor, long launch, long left) {
        return new TracedTask(partition, executor, launch, left + 300, 0, 0, 0, List.of(at(Kind.CLOSE, left)));
    }

    private static Stamp at(Kind kind, long micros) {
        return new Stamp(kind, micros, micros, -1);
    }

    private static Stamp work(Kind kind, long begin, long end, int partition) {
        return new Stamp(kind, begin, end, partition);
    }

    private static Map<JobPhase, Double> nonZero(Map<JobPhase, Double> parts) {
        Map<JobPhase, Double> found = new EnumMap<>(parts);
        found.values().removeIf(micros -> micros == 0);
        return found;
    }
}
