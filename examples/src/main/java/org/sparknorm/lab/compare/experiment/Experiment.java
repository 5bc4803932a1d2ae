package org.sparknorm.lab.compare.experiment;

import java.util.List;
import org.sparknorm.lab.compare.trial.Lab;
import org.sparknorm.lab.compare.verdict.Finding;
import org.sparknorm.lab.compare.verdict.Outcome;
import org.sparknorm.lab.compare.verdict.Outcomes;
import org.sparknorm.lab.report.HtmlReport;

/** A measurement that may come out either way, and the claims that it tells something of. */
public interface Experiment {

    /** Short name, for file names and the command line. */
    String id();

    /** Says what is measured, as a heading. */
    String title();

    /** Says what is the same on both sides, what differs, and what an experiment of this size can and cannot tell. */
    String text();

    /**
     * Refuses to begin where what it needs is missing.
     *
     * @throws IllegalArgumentException saying what it needs
     */
    default void requireReady() {}

    /** Measures with one seed: of initial weights, of which rows train, and of their order. */
    Outcome measure(Lab lab, long seed);

    /** Returns the claims, judged over all seeds. */
    List<Finding> findings(Outcomes outcomes);

    /** Draws the curves. */
    void draw(HtmlReport page, Outcomes outcomes);
}
