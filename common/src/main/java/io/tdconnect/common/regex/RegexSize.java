// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many steps an expression has after compilation by RE2/J, without compiling the whole expression.
 *
 * <p>Only RE2/J knows which part of an expression a repetition covers. So it compiles the expression with all counts at 1,
 * and then one count after the other is raised. Each repetition adds the same number of steps, so the difference between
 * three and two repetitions gives the size for any count.
 */
final class RegexSize {
    private static final java.util.regex.Pattern COUNTS =
            java.util.regex.Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?\\}");
    private static final int MAX_COUNTS = 100;
    private static final int MAX_REPETITIONS = 1000;

    private final String regex;
    private final long limit;
    private final List<MatchResult> places;
    private final List<String> counts = new ArrayList<>();

    RegexSize(String regex, long limit) {
        this.regex = regex;
        this.limit = limit;
        this.places = COUNTS.matcher(regex).results().toList();
        places.forEach(place -> counts.add("{1}"));
    }

    /**
     * The size, at most twice the true one; some number above the limit if it is larger.
     *
     * @throws PatternSyntaxException if the expression is not valid in RE2
     * @throws IllegalArgumentException if it has more than 100 counted repetitions
     */
    long steps() {
        if (places.size() > MAX_COUNTS) {
            throw new IllegalArgumentException("expected a regular expression with at most " + MAX_COUNTS
                    + " repetitions such as {100}, found " + places.size());
        }
        long size = compiled();
        for (int i = 0; i < counts.size() && size <= limit; i++) {
            size = raised(i, size);
        }
        return size;
    }

    /** Sets the count at {@code index} to the one in the expression, and returns the size. */
    private long raised(int index, long size) {
        MatchResult place = places.get(index);
        long most = Math.max(1, Math.max(repetitions(place.group(1)), repetitions(place.group(2))));
        counts.set(index, "{0,2}");
        long two;
        try {
            two = compiled();
        } catch (PatternSyntaxException e) {
            // Not a count, but a character such as \x{10}.
            counts.set(index, place.group());
            return size;
        }
        counts.set(index, "{0,3}");
        long each = compiled() - two;
        counts.set(index, "{0," + most + "}");
        return Math.max(size, two + Math.max(0, most - 2) * each);
    }

    /** Counts above 1000 are left to the compiler, which refuses them. */
    private static long repetitions(@Nullable String count) {
        if (count == null || count.isEmpty()) {
            return 0;
        }
        return count.length() > 4 ? MAX_REPETITIONS : Math.min(MAX_REPETITIONS, Long.parseLong(count));
    }

    private long compiled() {
        StringBuilder changed = new StringBuilder();
        int done = 0;
        for (int i = 0; i < counts.size(); i++) {
            changed.append(regex, done, places.get(i).start()).append(counts.get(i));
            done = places.get(i).end();
        }
        return Pattern.compile(changed.append(regex, done, regex.length()).toString())
                .programSize();
    }
}
