package org.sparknorm;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what other threads do. */
public final class Await {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Await() {}

    /** Looks again and again until the condition holds; an error, with these words, if it never does. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("has waited in vain until " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Whether any thread is in a method of that class. */
    public static boolean anyThreadIsIn(Class<?> type) {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(type.getName()));
    }
}
