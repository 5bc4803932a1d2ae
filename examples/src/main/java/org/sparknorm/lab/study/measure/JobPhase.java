package org.sparknorm.lab.study.measure;

/** The parts of the time of a synchronization by treeAggregate, in the order in which it is spent. */
public enum JobPhase {
    /**
     * From the call until the first stage is submitted: the job's data sets and functions, and their way to the
     * scheduler.
     */
    JOB_SUBMISSION("jobSubmission"),

    /**
     * From a stage's submission until its functions are serialized; from its last task's end to the next stage's
     * submission.
     */
    STAGE_SCHEDULING("stageScheduling"),

    /** From a stage's functions being serialized until its first task is sent: their broadcast, and offers of slots. */
    BROADCAST("broadcast"),

    /** From a task being sent until it is being deserialized, and from its end until the scheduler has acted on it. */
    SCHEDULER_DELAY("schedulerDelay"),

    /** Of a task's code, as Spark's TaskMetrics have it. */
    TASK_DESERIALIZATION("taskDeserialization"),

    /** Of the partitions' own sums. */
    COMPUTE("compute"),

    /** From a reducing task's begin until its first sums are there: asking where they are, and getting them. */
    FETCH_WAIT("fetchWait"),

    /** Deserialization of fetched sums. */
    SHUFFLE_READ("shuffleRead"),

    /** Adding up, on executors. */
    EXECUTOR_MERGE("executorMerge"),

    /** From the last addition to the task's end: serialization, sorting and files. */
    SHUFFLE_WRITE("shuffleWrite"),

    /** Pauses of executors, taken out of the part that was longest in that task. */
    GC("gc"),

    /** Of the sums that go to the driver. */
    RESULT_SERIALIZATION("resultSerialization"),

    /** From the executor's last byte until the driver deserializes. */
    RESULT_FETCH("resultFetch"),

    /** Of the last task's sums, by the driver. */
    RESULT_DESERIALIZATION("resultDeserialization"),

    /** From then until the scheduler gets to the last addition: bookkeeping, and additions of earlier results. */
    DRIVER_QUEUE("driverQueue"),

    /** The last addition. */
    DRIVER_MERGE("driverMerge"),

    /** From then until the call returns. */
    JOB_COMPLETION("jobCompletion"),

    /** The time that no other part explains. */
    UNACCOUNTED("unaccounted");

    private final String label;

    JobPhase(String label) {
        this.label = label;
    }

    /** Returns the name that report.json writes. */
    @Override
    public String toString() {
        return label;
    }
}
