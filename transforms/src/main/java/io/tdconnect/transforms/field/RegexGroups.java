// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import com.google.re2j.Matcher;
import io.tdconnect.common.regex.LinearRegex;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the named groups of a regular expression in a text, in time linear to its length (RE2).
 *
 * @param pieces names of the groups, in the order of their brackets
 * @param numbers of the groups
 */
@SuppressWarnings("ArrayRecordComponent") // Read per record and never compared.
public record RegexGroups(LinearRegex pattern, List<String> pieces, int[] numbers) implements TextCutter {
    /**
     * The groups of a regular expression such as {@code (?<value>\d+)(?<unit>\w*)}.
     *
     * @throws IllegalArgumentException if it is not valid in RE2 or has no named group
     */
    public static RegexGroups of(String regex) {
        LinearRegex pattern = LinearRegex.compile(regex);
        List<Map.Entry<String, Integer>> groups = pattern.namedGroups().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .toList();
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("expected at least one named group such as (?<name>\\w+), found none");
        }
        return new RegexGroups(
                pattern,
                groups.stream().map(Map.Entry::getKey).toList(),
                groups.stream().mapToInt(Map.Entry::getValue).toArray());
    }

    @Override
    public @Nullable String @Nullable [] cut(String text) {
        Matcher matcher = pattern.find(text);
        if (matcher == null) {
            return null;
        }
        @Nullable String[] found = new String[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            found[i] = matcher.group(numbers[i]);
        }
        return found;
    }
}
