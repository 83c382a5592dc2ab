// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text form of points, {@code ns=2;i=2::DSF1312,ns=2;i=3::DSF1313}: node and code.
 *
 * <p>Text identifiers may contain {@code ::} and commas. In them the last {@code ::} starts a code only if a node
 * precedes it and only letters, digits, {@code _} and {@code -} follow it. A comma ends a point only if a node with its
 * namespace, a path, or {@code i=} with just a number follows it. A node in double quotes (doubled inside) is taken
 * literally: {@code "ns=2;s=a::b"::CODE}.
 */
public final class NodeList {
    /** What ends any point when it follows a comma. */
    private static final Pattern NODE = Pattern.compile(
            "\\s*(?:ns=\\d+;[isgb]=|nsu=[^;]+;(?:[isgb]|path)=|path=/|i=\\d+\\s*(?:,|::|$)|\"(?:ns=|nsu=|path=|[isgb]=))");
    /** What also ends a point whose node is complete. */
    private static final Pattern SHORT_NODE = Pattern.compile("\\s*[isgb]=");

    /** A node whose identifier may contain anything. */
    private static final Pattern OPEN = Pattern.compile("(?:ns=\\d+;|nsu=.*?;)?(?:s=|path=).*", Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]+");
    private static final Pattern QUOTED =
            Pattern.compile("\\s*\"([^\"]*+(?:\"\"[^\"]*+)*+)\"\\s*(?:::([^,]*))?(?=,|$)");
    private static final String CODE = "::";

    /** An identifier has at most 4,096 characters (OPC 10000-3, 8.2.4); what is longer would be searched again at each comma. */
    private static final int MAX_ENTRY = 5_000;

    private final String text;
    private final boolean coded;
    private final List<Point> points = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private NodeList(String text, boolean coded) {
        this.text = text.trim();
        this.coded = coded;
    }

    /**
     * Reads points with codes.
     *
     * @throws IllegalArgumentException if the text is malformed, or contains a node or code twice
     */
    public static List<Point> parse(String text) {
        return new NodeList(text, true).read();
    }

    /**
     * Reads nodes without codes: {@code ::} is always a part of an identifier.
     *
     * @throws IllegalArgumentException if the text is malformed, or contains a node twice
     */
    public static List<String> nodes(String text) {
        return new NodeList(text, false).read().stream().map(Point::node).toList();
    }

    /** Splits a text at its commas; an entry in double quotes (doubled inside) may contain commas. */
    public static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        for (int start = text.isBlank() ? text.length() + 1 : 0; start <= text.length(); ) {
            Matcher quoted = QUOTED.matcher(text).region(start, text.length());
            boolean whole = quoted.lookingAt() && quoted.group(2) == null;
            int comma = text.indexOf(',', start);
            int end = whole ? quoted.end() : comma < 0 ? text.length() : comma;
            entries.add(whole ? unquoted(quoted) : text.substring(start, end).trim());
            start = end + 1;
        }
        return entries;
    }

    private List<Point> read() {
        int position = text.isEmpty() ? 1 : 0;
        while (position <= text.length()) {
            position = next(position);
        }
        return points;
    }

    /** Writes points as text for {@link #parse}. */
    public static String text(List<Point> points) {
        return String.join(",", points.stream().map(NodeList::text).toList());
    }

    /** How the text of an unknown node was read; empty if it can be read in only one way. */
    public static String hint(Point point) {
        boolean coded = !point.code().equals(point.node());
        boolean several = point.node().contains(CODE) || point.node().contains(",");
        return OPEN.matcher(point.node()).matches() && (coded || several)
                ? "; read as the node " + point.node()
                        + (coded ? " with the code " + point.code() : " without a code")
                        + ", quotes around a node say where it ends, as in \"ns=2;s=a::b\"::CODE"
                : "";
    }

    private static String text(Point point) {
        String node = '"' + point.node().replace("\"", "\"\"") + '"';
        return point.code().equals(point.node()) ? node : node + CODE + point.code();
    }

    /** Reads a point; returns the start of the next one. */
    private int next(int start) {
        Matcher quoted = QUOTED.matcher(text).region(start, text.length());
        if (quoted.lookingAt()) {
            if (!coded && quoted.group(2) != null) {
                throw new IllegalArgumentException("expected a node without a code, found "
                        + quoted.group().trim());
            }
            add(unquoted(quoted), quoted.group(2), quoted.group().trim());
            return quoted.end() + 1;
        }
        int end = text.indexOf(',', start);
        while (end >= 0 && end - start <= MAX_ENTRY && !ends(start, end)) {
            end = text.indexOf(',', end + 1);
        }
        int stop = end < 0 ? text.length() : end;
        if (stop - start > MAX_ENTRY) {
            throw new IllegalArgumentException("expected a node and its code of at most " + MAX_ENTRY
                    + " characters, found more from character " + (start + 1) + " on");
        }
        String entry = text.substring(start, stop).trim();
        int code = code(entry);
        add(
                code < 0 ? entry : entry.substring(0, code),
                code < 0 ? null : entry.substring(code + CODE.length()),
                entry);
        return stop + 1;
    }

    private static String unquoted(Matcher quoted) {
        return quoted.group(1).replace("\"\"", "\"");
    }

    private boolean ends(int start, int comma) {
        if (after(NODE, comma)) {
            return true;
        }
        if (!after(SHORT_NODE, comma)) {
            return false;
        }
        String entry = text.substring(start, comma).trim();
        return !OPEN.matcher(entry).matches() || code(entry) >= 0;
    }

    private boolean after(Pattern pattern, int comma) {
        return pattern.matcher(text).region(comma + 1, text.length()).lookingAt();
    }

    /** Position of the {@code ::} before the code; negative without a code. */
    private int code(String entry) {
        if (!coded) {
            return -1;
        }
        // Older versions of the connector wrote points without a code as NODE::NODE for their tasks.
        int half = (entry.length() - CODE.length()) / 2;
        if (half > 0
                && entry.length() == 2 * half + CODE.length()
                && entry.startsWith(CODE, half)
                && entry.endsWith(entry.substring(0, half))) {
            return half;
        }
        int last = entry.lastIndexOf(CODE);
        if (last <= 0 || !OPEN.matcher(entry).matches()) {
            return last;
        }
        boolean named =
                NAME.matcher(entry.substring(last + CODE.length()).trim()).matches();
        return named && NodeText.problem(entry.substring(0, last)) == null ? last : -1;
    }

    private void add(String nodeText, @Nullable String codeText, String entry) {
        String node = nodeText.trim();
        String code = codeText == null || codeText.isBlank() ? node : codeText.trim();
        String problem = NodeText.problem(node);
        if (problem == null && !code.equals(node) && code.contains(",")) {
            problem = "expected a node after each comma, found " + code;
        }
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        if (!seen.add(node) || !seen.add(CODE + code)) {
            throw new IllegalArgumentException(
                    "expected each node and each code once, found " + entry + ", whose node or code occurs twice");
        }
        points.add(new Point(node, code, Map.of()));
    }
}
