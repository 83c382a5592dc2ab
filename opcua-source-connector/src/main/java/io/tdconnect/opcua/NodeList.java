// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The text form of points, {@code ns=2;i=2::DSF1312,ns=2;i=3::DSF1313}: node and code. */
final class NodeList {
    /** A comma with a node after it; others belong to an identifier. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?=\\s*(?:ns=\\d+;|nsu=|[isgb]=|path=))");

    private static final String CODE = "::";

    private NodeList() {}

    /**
     * The points of a text.
     *
     * @throws IllegalArgumentException if it is no such list, or has a node or code twice
     */
    static List<Point> parse(String text) {
        List<Point> points = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String entry : text.isBlank() ? List.<String>of() : List.of(SEPARATOR.split(text.trim(), -1))) {
            Point point = point(entry.trim());
            String problem = NodeText.problem(point.node());
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
            if (!seen.add(point.node()) || !seen.add(CODE + point.code())) {
                throw new IllegalArgumentException("expected each node and each code once, found " + entry.trim()
                        + " where one of them is a second time");
            }
            points.add(point);
        }
        return points;
    }

    /** The text that {@link #parse} reads. */
    static String text(List<Point> points) {
        return String.join(
                ",",
                points.stream().map(point -> point.node() + CODE + point.code()).toList());
    }

    private static Point point(String entry) {
        int code = entry.lastIndexOf(CODE);
        boolean named = code > 0 && code + CODE.length() < entry.length();
        String node = code > 0 ? entry.substring(0, code) : entry;
        return new Point(
                node.trim(), named ? entry.substring(code + CODE.length()).trim() : node.trim(), Map.of());
    }
}
