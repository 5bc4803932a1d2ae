package org.sparknorm.nn;

/**
 * The uid of a stage under construction. Constructors of Spark's predictors build their params, which ask for the
 * stage's uid, before a constructor in Java can set a field: it makes one of these first, as an argument to another
 * constructor, and {@code uid()} takes it when it is first called.
 */
final class PendingUid {

    private static final ThreadLocal<PendingUid> PENDING = new ThreadLocal<>();

    private final String uid;

    PendingUid(String uid) {
        this.uid = uid;
        PENDING.set(this);
    }

    /** Returns the uid that the calling thread gave last, and forgets it. */
    static String take() {
        String uid = PENDING.get().uid;
        PENDING.remove();
        return uid;
    }
}
