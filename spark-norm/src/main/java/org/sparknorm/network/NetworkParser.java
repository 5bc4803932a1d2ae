package org.sparknorm.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Recursive descent over the text of a {@link Network}; the grammar stands there. */
final class NetworkParser {

    /** Deeper nesting than anyone means; it keeps the recursion off the end of the stack. */
    private static final int MAX_DEPTH = 50;

    private static final String LAYERS =
            "a layer (dense, conv, maxpool, avgpool, flatten, relu, gelu, norm, residual, or a repetition such as 3 x)";

    private final String text;
    private int at;

    NetworkParser(String text) {
        this.text = text;
    }

    List<Layer> parse() {
        List<Layer> layers = sequence(0);
        if (at < text.length()) {
            throw expected("',' or the end");
        }
        return layers;
    }

    private List<Layer> sequence(int depth) {
        List<Layer> layers = new ArrayList<>();
        do {
            layers.add(layer(depth));
        } while (accept(','));
        return layers;
    }

    private Layer layer(int depth) {
        skipSpace();
        if (depth > MAX_DEPTH) {
            throw error(at, "nested more than " + MAX_DEPTH + " deep");
        }
        return atDigit() ? repetition(depth) : named(depth);
    }

    private Layer repetition(int depth) {
        int start = at;
        int times = number("a count");
        if (!acceptWord("x")) {
            throw expected("'x' after the count " + times);
        }
        skipSpace();
        boolean group = at < text.length() && text.charAt(at) == '(';
        List<Layer> layers = group ? parenthesized(depth) : List.of(layer(depth + 1));
        return valid(start, () -> new Layer.Repeat(times, layers));
    }

    private Layer named(int depth) {
        int start = at;
        String word = word();
        switch (word) {
            case "dense" -> {
                int units = number("the number of units");
                return valid(start, () -> new Layer.Dense(units));
            }
            case "conv" -> {
                int filters = number("the number of filters");
                int kernel = number("the size of the kernel");
                int stride = acceptWord("stride") ? number("the stride") : 1;
                return valid(start, () -> new Layer.Conv(filters, kernel, stride));
            }
            case "maxpool" -> {
                int size = number("the size");
                return valid(start, () -> new Layer.MaxPool(size));
            }
            case "residual" -> {
                return new Layer.Residual(parenthesized(depth));
            }
            case "avgpool", "flatten", "relu", "gelu", "norm" -> {
                return Layer.Plain.valueOf(word.toUpperCase(Locale.ROOT));
            }
            default -> {
                at = start;
                throw expected(LAYERS);
            }
        }
    }

    /** Returns the layer; its refusal of a number gets the column where the layer starts. */
    private Layer valid(int start, Supplier<Layer> layer) {
        try {
            return layer.get();
        } catch (IllegalArgumentException e) {
            throw error(start, e.getMessage());
        }
    }

    private List<Layer> parenthesized(int depth) {
        if (!accept('(')) {
            throw expected("'('");
        }
        List<Layer> layers = sequence(depth + 1);
        if (!accept(')')) {
            throw expected("',' or ')'");
        }
        return layers;
    }

    private int number(String what) {
        skipSpace();
        int start = at;
        while (atDigit()) {
            at++;
        }
        if (at == start) {
            throw expected(what);
        }
        if (at - start > 9) {
            throw error(start, what + " is too large: " + text.substring(start, at));
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private String word() {
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean acceptWord(String word) {
        skipSpace();
        int start = at;
        if (word().equals(word)) {
            return true;
        }
        at = start;
        return false;
    }

    private boolean accept(char symbol) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == symbol) {
            at++;
            return true;
        }
        return false;
    }

    private boolean atDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Makes an error of what stands at the cursor, up to the next space or symbol, and what should. */
    private IllegalArgumentException expected(String what) {
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        String found = at == text.length() ? "the end" : "'" + text.substring(at, Math.max(end, at + 1)) + "'";
        return error(at, "expected " + what + ", found " + found);
    }

    private IllegalArgumentException error(int position, String message) {
        return new IllegalArgumentException("network, column " + (position + 1) + ": " + message + " in: " + text);
    }
}
