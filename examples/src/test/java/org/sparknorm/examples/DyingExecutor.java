package org.sparknorm.examples;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Ends an executor as {@code kill -9} does, at a random moment of which one thing is known: one of its threads is in a
 * layer's forward, or backward. One executor of a run dies, once.
 *
 * <p>{@code spark.dying.executor} says which one, {@code spark.dying.phase} when, {@code spark.dying.mark} is the file
 * that says that it happened.
 */
public final class DyingExecutor implements SparkPlugin {

    private static final int MOST_SIGHTINGS = 40;

    @Override
    public DriverPlugin driverPlugin() {
        return null;
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> extraConf) {
                String phase = context.conf().get("spark.dying.phase");
                Path mark = Path.of(context.conf().get("spark.dying.mark"));
                if (context.executorID().equals(context.conf().get("spark.dying.executor"))) {
                    Thread watch = new Thread(() -> dieIn(phase, mark), "dying in " + phase);
                    watch.setDaemon(true);
                    watch.start();
                }
            }
        };
    }

    private static void dieIn(String phase, Path mark) {
        int sightings = 1 + new Random().nextInt(MOST_SIGHTINGS);
        try {
            while (sightings > 0) {
                Thread.sleep(1);
                if (Thread.getAllStackTraces().values().stream().anyMatch(stack -> isIn(phase, stack))) {
                    sightings--;
                }
            }
            Files.createFile(mark);
            Runtime.getRuntime().halt(137);
        } catch (FileAlreadyExistsException | InterruptedException e) {
            // Another executor took this one's place: it lives.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isIn(String phase, StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().startsWith("org.sparknorm.")
                        && frame.getClassName().endsWith("Op")
                        && frame.getMethodName().equals(phase));
    }
}
