package org.sparknorm.train;

import org.sparknorm.core.Moments;

/** Moments of several batch norms, merged norm by norm. */
final class Pooled {

    private Pooled() {}

    /** Merges into the pooled moments those of other rows, which stay as they are. */
    static Moments[] merge(Moments[] pooled, Moments[] others) {
        for (int norm = 0; norm < pooled.length; norm++) {
            pooled[norm].merge(others[norm]);
        }
        return pooled;
    }

    /** Returns moments of the same rows, to merge others into. */
    static Moments[] copy(Moments[] moments) {
        Moments[] copy = new Moments[moments.length];
        for (int norm = 0; norm < copy.length; norm++) {
            copy[norm] = Moments.empty(moments[norm].channels()).merge(moments[norm]);
        }
        return copy;
    }
}
