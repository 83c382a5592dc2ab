// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely stands for. */
public final class NearestName {
    private static final int PART_OF_NAME = 1;
    private static final int LONGEST = 200;

    private NearestName() {}

    /**
     * The known name that is nearest to an unknown one; empty if none is near enough.
     *
     * <p>Case does not matter, nor do dot, hyphen and underscore differ. A name is near if at most a third of it has to be
     * changed, or if it begins or ends with the other.
     */
    public static Optional<String> of(String found, Collection<String> known) {
        String wanted = normal(found);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = wanted.length() > LONGEST ? Integer.MAX_VALUE : distance(wanted, normal(name));
            if (distance < least || (distance == least && nearest != null && name.length() < nearest.length())) {
                least = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(least == Integer.MAX_VALUE ? null : nearest);
    }

    /** The end of a message about an unknown name: a question with the nearest known name, or empty text. */
    public static String hint(String found, Collection<String> known) {
        return of(found, known).map(name -> "; did you mean " + name + "?").orElse("");
    }

    private static int distance(String wanted, String name) {
        if (wanted.equals(name)) {
            return 0;
        }
        if (wanted.length() > 2 && (name.startsWith(wanted + '.') || name.endsWith('.' + wanted))) {
            return PART_OF_NAME;
        }
        int shorter = Math.min(wanted.length(), name.length());
        int most = Math.min(shorter - 1, Math.max(1, shorter / 3));
        // Each letter that only one of them has is a change.
        return Math.abs(wanted.length() - name.length()) > most ? Integer.MAX_VALUE : edits(wanted, name, most);
    }

    /**
     * The Levenshtein distance, with two swapped letters as one change.
     *
     * @return {@code Integer.MAX_VALUE} if it is more than {@code most}
     */
    private static int edits(String from, String to, int most) {
        int[] older = new int[0];
        int[] before = new int[to.length() + 1];
        Arrays.setAll(before, column -> column);
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            int least = row;
            for (int column = 1; column <= to.length(); column++) {
                int changed = before[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(changed, 1 + Math.min(before[column], current[column - 1]));
                boolean swapped = row > 1
                        && column > 1
                        && from.charAt(row - 1) == to.charAt(column - 2)
                        && from.charAt(row - 2) == to.charAt(column - 1);
                if (swapped) {
                    current[column] = Math.min(current[column], 1 + older[column - 2]);
                }
                least = Math.min(least, current[column]);
            }
            // Later rows cannot have smaller values than this one.
            if (least > most) {
                return Integer.MAX_VALUE;
            }
            older = before;
            before = current;
        }
        return before[to.length()] > most ? Integer.MAX_VALUE : before[to.length()];
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }
}
