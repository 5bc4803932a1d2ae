package org.sparknorm.examples;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Kills or stops an executor from outside, at a random moment of which one thing is known: one of its threads is in a
 * layer's forward, or backward. It happens to one executor of a run, once.
 *
 * <p>{@code spark.fault.executor} says which one, {@code spark.fault.phase} when, {@code spark.fault.command} is what a
 * shell does to the process, whose id is {@code $0}, and {@code spark.fault.mark} is the file that says that it
 * happened.
 */
public final class FaultyExecutor implements SparkPlugin {

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
                SparkConf conf = context.conf();
                String phase = conf.get("spark.fault.phase");
                String command = conf.get("spark.fault.command");
                Path mark = Path.of(conf.get("spark.fault.mark"));
                if (context.executorID().equals(conf.get("spark.fault.executor"))) {
                    Thread watch = new Thread(() -> strikeIn(phase, command, mark), "fault in " + phase);
                    watch.setDaemon(true);
                    watch.start();
                }
            }
        };
    }

    private static void strikeIn(String phase, String command, Path mark) {
        int sightings = 1 + new Random().nextInt(MOST_SIGHTINGS);
        try {
            while (sightings > 0) {
                Thread.sleep(1);
                if (Thread.getAllStackTraces().values().stream().anyMatch(stack -> isIn(phase, stack))) {
                    sightings--;
                }
            }
            Files.createFile(mark);
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("sh", "-c", command, pid).start();
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
