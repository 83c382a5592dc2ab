// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.path;

import io.tdconnect.common.record.FieldPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The text of paths: where one ends in a list, which are too expensive, and what the library writes for a place. */
public final class PathText {
    private static final Map<Character, Character> CLOSING = Map.of('[', ']', '(', ')', '\'', '\'', '"', '"');
    private static final Pattern FUNCTION = Pattern.compile("\\.\\s*(\\w+)\\([^()]*\\)\\s*$");
    private static final Set<String> FUNCTIONS = new TreeSet<>(Set.of("avg", "length", "max", "min", "stddev", "sum"));
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_AMBIGUOUS_NAME = 256;
    private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,9})]");

    private PathText() {}

    /** Index after the path that starts with {@code $} at an index; commas, colons and blanks in brackets belong to it. */
    public static int end(String text, int start) {
        int depth = 0;
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' && quote != '`' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '[' || c == '(') {
                depth++;
            } else if (c == ']' || c == ')') {
                depth--;
            } else if (depth <= 0 && (c == ',' || c == ':' || Character.isWhitespace(c))) {
                return i;
            }
        }
        return text.length();
    }

    /**
     * Refuses paths that are not whole, and those whose time may grow much faster than a row.
     *
     * @throws IllegalArgumentException with the position of what is refused
     */
    static void requireAllowed(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "expected a JSONPath of at most " + MAX_LENGTH + " characters, found " + text.length());
        }
        int descents = 0;
        Deque<Character> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!open.isEmpty() && (open.peek() == '\'' || open.peek() == '"')) {
                i += c == '\\' ? 1 : 0;
                if (c == open.peek()) {
                    open.pop();
                }
            } else if (text.startsWith("=~", i)) {
                throw new IllegalArgumentException(
                        "expected a JSONPath without regular expressions, which may take very"
                                + " long on some texts, found =~ at position " + i
                                + "; use Filter with matches() behind it");
            } else if (text.startsWith("..", i) && ++descents > 1) {
                throw new IllegalArgumentException(
                        "expected a JSONPath with one .. at most, found a second at position " + i);
            } else {
                track(open, c, i);
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("expected the closing " + CLOSING.get(open.peek()) + " of the JSONPath "
                    + text + ", found its end");
        }
        Matcher function = FUNCTION.matcher(text);
        if (function.find() && !FUNCTIONS.contains(function.group(1))) {
            throw new IllegalArgumentException("expected one of the functions " + String.join(", ", FUNCTIONS)
                    + " at the end of a JSONPath, found " + function.group(1));
        }
    }

    private static void track(Deque<Character> open, char c, int position) {
        if (CLOSING.containsKey(c)) {
            open.push(c);
        } else if (c == ']' || c == ')') {
            Character last = open.poll();
            if (last == null || !Character.valueOf(c).equals(CLOSING.get(last))) {
                throw new IllegalArgumentException(
                        "expected a JSONPath with brackets in pairs, found " + c + " at position " + position);
            }
        }
    }

    /** Whether the path ends with a function, which makes one value of what the rest finds. */
    static boolean endsWithFunction(String text) {
        return FUNCTION.matcher(text).find();
    }

    /**
     * The place of a value in a row.
     *
     * @param place as the library writes it: {@code $['points'][0]['v']}, where names are not escaped
     */
    static Hit hit(Object row, String place, @Nullable Object value) {
        List<Object> steps = new ArrayList<>();
        if (!walk(row, place, 1, value, steps)) {
            throw new DataException("Expected names of fields without ['…'], found a place that cannot be told apart");
        }
        return new Hit(value, List.copyOf(steps));
    }

    /** Tries each name that the text may mean, until the value is where the path ends. */
    private static boolean walk(
            @Nullable Object around, String place, int position, @Nullable Object value, List<Object> steps) {
        if (position == place.length()) {
            return around == value;
        }
        if (!place.startsWith("['", position)) {
            return walkIndex(around, place, position, value, steps);
        }
        int first = place.indexOf("']", position);
        for (int end = first; end >= 0; end = place.indexOf("']", end + 1)) {
            if (end > first && end - position > MAX_AMBIGUOUS_NAME) {
                return false;
            }
            String name = place.substring(position + 2, end);
            if (FieldPath.contains(around, name)) {
                steps.add(name);
                if (walk(FieldPath.child(around, name), place, end + 2, value, steps)) {
                    return true;
                }
                steps.remove(steps.size() - 1);
            }
        }
        return false;
    }

    private static boolean walkIndex(
            @Nullable Object around, String place, int position, @Nullable Object value, List<Object> steps) {
        Matcher step = INDEX.matcher(place).region(position, place.length());
        if (!step.lookingAt() || !(around instanceof List<?> list)) {
            return false;
        }
        int index = Integer.parseInt(step.group(1));
        steps.add(index);
        boolean found = index < list.size() && walk(list.get(index), place, step.end(), value, steps);
        if (!found) {
            steps.remove(steps.size() - 1);
        }
        return found;
    }
}
