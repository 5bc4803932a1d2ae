package org.sparknorm.lab.job;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import picocli.CommandLine;

/** Runs a job as the main program: its options, its errors, its exit code. */
public final class JobCommand {

    private JobCommand() {}

    /** Runs a job. Bad input is told in one line; an exception that nobody foresaw keeps its stack trace. */
    public static void run(Callable<Integer> job, String[] args) {
        System.exit(of(job).execute(args));
    }

    public static CommandLine of(Callable<Integer> job) {
        return new CommandLine(job).setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof IOException
                    || exception instanceof IllegalArgumentException
                    || exception instanceof AnalysisException) {
                command.getErr().println(command.getCommandName() + ": " + exception.getMessage());
                return command.getCommandSpec().exitCodeOnExecutionException();
            }
            throw exception;
        });
    }
}
