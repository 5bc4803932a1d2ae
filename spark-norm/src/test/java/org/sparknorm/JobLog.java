package org.sparknorm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;

/** The Spark jobs that a piece of code runs. */
public final class JobLog {

    private JobLog() {}

    /** The description of each job, in order; "" where it has none. */
    public static List<String> of(Runnable code) {
        List<String> descriptions = Collections.synchronizedList(new ArrayList<>());
        listen(code, new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                Properties properties = job.properties();
                descriptions.add(properties.getProperty("spark.job.description", ""));
            }
        });
        return descriptions;
    }

    /** The most RDDs that a single stage goes through. */
    public static int longestLineage(Runnable code) {
        AtomicInteger longest = new AtomicInteger();
        listen(code, new SparkListener() {
            @Override
            public void onStageSubmitted(SparkListenerStageSubmitted stage) {
                longest.accumulateAndGet(stage.stageInfo().rddInfos().size(), Math::max);
            }
        });
        return longest.get();
    }

    /** Runs the code under a listener, and waits until that has heard of everything. */
    public static void listen(Runnable code, SparkListener listener) {
        SparkContext context = SparkSessions.shared().sparkContext();
        drain(context);
        context.addSparkListener(listener);
        try {
            code.run();
            drain(context);
        } finally {
            context.removeSparkListener(listener);
        }
    }

    private static void drain(SparkContext context) {
        try {
            context.listenerBus().waitUntilEmpty();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
