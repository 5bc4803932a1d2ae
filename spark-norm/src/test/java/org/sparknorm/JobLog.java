package org.sparknorm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** The Spark jobs that a piece of code runs. */
public final class JobLog {

    private JobLog() {}

    /** The description of each job, in order; "" where it has none. */
    public static List<String> of(Runnable code) {
        SparkContext context = SparkSessions.shared().sparkContext();
        List<String> descriptions = Collections.synchronizedList(new ArrayList<>());
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                Properties properties = job.properties();
                descriptions.add(properties.getProperty("spark.job.description", ""));
            }
        };
        drain(context);
        context.addSparkListener(listener);
        try {
            code.run();
            drain(context);
        } finally {
            context.removeSparkListener(listener);
        }
        return descriptions;
    }

    private static void drain(SparkContext context) {
        try {
            context.listenerBus().waitUntilEmpty();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
