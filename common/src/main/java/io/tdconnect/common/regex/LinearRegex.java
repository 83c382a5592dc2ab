// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of RE2, for patterns in options that are matched against data or against names of a server.
 *
 * <p>The time of a match is linear in the length of the text and in the size of the expression. Both are bounded: the size
 * when the expression is compiled, and the product of both when it is applied.
 */
public final class LinearRegex {
    private static final int MAX_LENGTH = 10_000;

    /** Most steps of the compiled program; RE2/J expands repetitions, so {@code (a{1000}){1000}} has two million. */
    private static final int MAX_STEPS = 10_000;

    /** A match keeps the positions of all groups for each active step. */
    private static final long MAX_GROUP_CELLS = 1_000_000;

    /** Steps times characters; RE2/J takes about two nanoseconds for each if all steps stay active. */
    private static final long MAX_WORK = 200_000_000;

    private final Pattern pattern;
    private final long steps;

    private LinearRegex(Pattern pattern) {
        this.pattern = pattern;
        this.steps = pattern.programSize();
    }

    /**
     * The compiled expression.
     *
     * @throws IllegalArgumentException if it is not valid in RE2, has more than 10,000 characters, or more than 10,000 steps
     *     once its repetitions are written out
     */
    public static LinearRegex compile(String regex) {
        if (regex.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("expected a regular expression of at most " + MAX_LENGTH
                    + " characters, found one of " + regex.length());
        }
        try {
            long steps = new RegexSize(regex, MAX_STEPS).steps();
            Pattern pattern = steps > MAX_STEPS ? null : Pattern.compile(regex);
            if (pattern == null || pattern.programSize() * (long) pattern.groupCount() > MAX_GROUP_CELLS) {
                throw new IllegalArgumentException("expected a regular expression of at most " + MAX_STEPS
                        + " steps and fewer groups, found a larger one; repetitions such as {100} multiply");
            }
            return new LinearRegex(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("expected a regular expression of RE2: " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("expected a regular expression that nests less deep", e);
        }
    }

    /**
     * Whether the whole text matches.
     *
     * @throws DataException if the text is too long for the size of the expression
     */
    public boolean matches(String text) {
        return scanned(text, 1, Matcher::matches) != null;
    }

    /**
     * The first match in the text, null if nothing matches.
     *
     * @throws DataException if the text is too long for the size of the expression
     */
    public @Nullable Matcher find(String text) {
        return scanned(text, 1, Matcher::find);
    }

    /**
     * Passes on each match in the text, from left to right.
     *
     * @throws DataException if the text is too long for the size of the expression; each match may read all of it
     */
    public void forEach(String text, Consumer<Matcher> match) {
        scanned(text, Math.max(1, text.length()), matcher -> {
            while (matcher.find()) {
                match.accept(matcher);
            }
            return true;
        });
    }

    private @Nullable Matcher scanned(String text, int passes, Predicate<Matcher> scan) {
        long most = MAX_WORK / passes / steps;
        if (text.length() > most) {
            throw new DataException("expected a text of at most " + most
                    + " characters for this regular expression, found one of " + text.length());
        }
        try {
            Matcher matcher = pattern.matcher(text);
            return scan.test(matcher) ? matcher : null;
        } catch (StackOverflowError e) {
            // RE2/J uses recursion for steps that may be empty, such as (?:a?){1000}.
            throw new DataException("expected a regular expression with fewer parts that may be empty", e);
        }
    }

    /** How many steps the compiled expression has; a match takes at most about this number times the number of characters. */
    public long steps() {
        return steps;
    }

    /** The named groups and their numbers. */
    public Map<String, Integer> namedGroups() {
        return pattern.namedGroups();
    }

    /** The number of groups, without the whole match. */
    public int groupCount() {
        return pattern.groupCount();
    }

    /** The text that was compiled. */
    @Override
    public String toString() {
        return pattern.pattern();
    }
}
