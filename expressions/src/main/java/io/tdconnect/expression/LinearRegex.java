// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;

/** Compiles regular expressions of RE2, which take time linear to the text, and refuses those that are huge. */
public final class LinearRegex {
    /** RE2/J writes out repetitions: <code>((a{1000}){1000}){1000}</code> would fill the memory of a worker. */
    private static final long MAX_SIZE = 10_000;

    private static final java.util.regex.Pattern FLAGS = java.util.regex.Pattern.compile("\\?[a-zA-Z-]*\\)");

    private final String regex;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long size;
    private long last;
    private int position;

    private LinearRegex(String regex) {
        this.regex = regex;
    }

    /**
     * The compiled expression.
     *
     * @throws IllegalArgumentException if it is not valid in RE2, or its repetitions multiply to more than 10000
     */
    public static Pattern compile(String regex) {
        if (new LinearRegex(regex).estimate() > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "expected a regular expression whose repetitions such as {100} multiply to" + " at most " + MAX_SIZE
                            + " characters, found a larger one");
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("expected a regular expression of RE2: " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("expected a regular expression that nests less deep", e);
        }
    }

    /** About how many steps the expression has once its repetitions are written out; faults are left to the compiler. */
    private long estimate() {
        while (position < regex.length() && size <= MAX_SIZE) {
            char c = regex.charAt(position++);
            switch (c) {
                case '\\' -> {
                    position++;
                    add(1);
                }
                case '[' -> add(skipClass());
                case '(' -> open();
                case ')' -> last = size - (outer.isEmpty() ? 0 : outer.pop());
                case '{' -> repeat();
                default -> add(1);
            }
        }
        return size;
    }

    private void add(long atom) {
        last = atom;
        size += atom;
    }

    /** A group; flags such as {@code (?i)} are none, and what repeats them repeats what stands before. */
    private void open() {
        Matcher flags = FLAGS.matcher(regex).region(position, regex.length());
        if (flags.lookingAt()) {
            position = flags.end();
        } else {
            outer.push(size);
        }
    }

    private long skipClass() {
        int end = regex.indexOf(']', Math.min(position + 1, regex.length()));
        position = end < 0 ? position : end + 1;
        return 1;
    }

    private void repeat() {
        int end = regex.indexOf('}', position);
        String counts = end < 0 ? "" : regex.substring(position, end);
        if (!counts.matches("\\d{1,4}(,\\d{0,4})?")) {
            return;
        }
        long most = 1;
        for (String count : counts.split(",", -1)) {
            most = Math.max(most, count.isEmpty() ? 1 : Long.parseLong(count));
        }
        size += last * (most - 1);
        last *= most;
        position = end + 1;
    }
}
