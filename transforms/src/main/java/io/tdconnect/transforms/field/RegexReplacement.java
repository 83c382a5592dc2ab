// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.regex.LinearRegex;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces every match of a regular expression; {@code $name}, {@code ${name}} and {@code $1} are groups, {@code $$} is a dollar
 * sign, as in the regex library that taosX uses.
 *
 * @param pattern what is replaced
 * @param parts literal text and numbers of groups
 */
public record RegexReplacement(LinearRegex pattern, List<Part> parts) {
    /** Text, or a group if {@code number} is not negative. */
    record Part(String text, int number) {}

    /**
     * The replacement of two texts.
     *
     * @throws IllegalArgumentException if the regular expression is not valid in RE2, or the replacement names a group
     *     that it lacks
     */
    public static RegexReplacement of(String regex, String replacement) {
        LinearRegex pattern = LinearRegex.compile(regex);
        return new RegexReplacement(pattern, parts(pattern, replacement));
    }

    public String apply(String text) {
        StringBuilder replaced = new StringBuilder();
        int[] done = {0};
        pattern.forEach(text, match -> {
            replaced.append(text, done[0], match.start());
            for (Part part : parts) {
                String group = part.number < 0 ? part.text : match.group(part.number);
                replaced.append(group == null ? "" : group);
            }
            done[0] = match.end();
        });
        return replaced.append(text, done[0], text.length()).toString();
    }

    private static List<Part> parts(LinearRegex pattern, String replacement) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int position = 0;
        while (position < replacement.length()) {
            char c = replacement.charAt(position);
            String name = c == '$' ? name(replacement, position + 1) : "";
            if (c == '$' && replacement.startsWith("$", position + 1)) {
                literal.append('$');
                position += 2;
            } else if (name.isEmpty()) {
                literal.append(c);
                position++;
            } else {
                parts.add(new Part(literal.toString(), -1));
                literal.setLength(0);
                parts.add(new Part(name, number(pattern, name)));
                position += name.length() + (replacement.startsWith("{", position + 1) ? 3 : 1);
            }
        }
        parts.add(new Part(literal.toString(), -1));
        return List.copyOf(parts);
    }

    /** The name of the group after a dollar sign; empty if there is no name. */
    private static String name(String text, int start) {
        if (text.startsWith("{", start)) {
            int close = text.indexOf('}', start);
            return close < 0 ? "" : text.substring(start + 1, close);
        }
        int end = start;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int number(LinearRegex pattern, String name) {
        Integer named = pattern.namedGroups().get(name);
        if (named != null) {
            return named;
        }
        if (name.matches("\\d{1,4}") && Integer.parseInt(name) <= pattern.groupCount()) {
            return Integer.parseInt(name);
        }
        throw new IllegalArgumentException("expected a group of the regular expression after $, found " + name
                + "; write ${group} where a letter, digit or _ follows");
    }
}
