// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many steps RE2/J would compile an expression to, without compiling it while it is too large.
 *
 * <p>RE2/J alone knows what in an expression is a repetition and how far it reaches. So it compiles the expression with all
 * counts at 1, and then one count after the other is raised: the size grows by the same amount with each repetition, so
 * that the difference between three and two gives it for all.
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
     * The size, at most twice the true one, or some number above the limit.
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

    /** The size once the count at {@code index}, too, is the one that is written, which it is from now on. */
    private long raised(int index, long size) {
        MatchResult place = places.get(index);
        long most = Math.max(1, Math.max(repetitions(place.group(1)), repetitions(place.group(2))));
        counts.set(index, "{0,2}");
        long two;
        try {
            two = compiled();
        } catch (PatternSyntaxException e) {
            // A character such as \x{10}.
            counts.set(index, place.group());
            return size;
        }
        counts.set(index, "{0,3}");
        long each = compiled() - two;
        counts.set(index, "{0," + most + "}");
        return Math.max(size, two + Math.max(0, most - 2) * each);
    }

    /** More than 1000 are left to the compiler, which refuses them. */
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
