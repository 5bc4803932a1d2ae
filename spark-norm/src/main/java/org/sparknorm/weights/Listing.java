package org.sparknorm.weights;

import java.util.List;

/** Names for an error message: the first twenty, and how many more. */
final class Listing {

    private static final int SHOWN = 20;

    private Listing() {}

    static String of(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.isEmpty()
                ? "none"
                : names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
}
