package org.sparknorm.lab.report;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Says on stderr which step of how many is under way: a bar on a terminal, a line per step elsewhere. */
public final class Progress implements AutoCloseable {

    private final PrintStream out = System.err;
    private final int steps;
    private final ProgressBar bar;
    private int begun;

    public Progress(String task, int steps) {
        this.steps = steps;
        this.bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
    }

    /** The step before is done, this one begins. */
    public void begin(String step) {
        begun++;
        if (bar == null) {
            out.printf("[%d/%d] %s%n", begun, steps, step);
        } else {
            bar.stepTo(begun - 1L).setExtraMessage(step);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
