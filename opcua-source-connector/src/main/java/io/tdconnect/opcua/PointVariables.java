// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.template.Variables;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of a point in names of tables and topics and in tags. */
final class PointVariables {
    /** Those that a text may use, for the documentation of options. */
    static final String DOC = "{ns} and {id} (namespace and identifier of the node), {node} (all of it), {code}, {name}"
            + " (the code, else the browse name), {type} (such as float), {BrowseName}, {DisplayName}, {Description},"
            + " {Path} (of browsed points), and the tags of a points file by their names";

    private static final Pattern NODE =
            Pattern.compile("(?:ns=(\\d+);|nsu=(.*?);)?(?:[isgb]=|path=)(.*)", Pattern.DOTALL);
    private static final String TAG = "tag::";

    private PointVariables() {}

    /** The variables of a point. */
    static Variables of(Point point, NodeInfo info, @Nullable String type) {
        return name -> value(name, point, info, type);
    }

    private static @Nullable String value(String name, Point point, NodeInfo info, @Nullable String type) {
        int replacing = name.indexOf('#');
        if (replacing > 0) {
            String text = value(name.substring(0, replacing), point, info, type);
            return text == null ? null : replaced(text, name.substring(replacing + 1));
        }
        return switch (name) {
            case "node" -> point.node();
            case "code" -> hasCode(point) ? point.code() : null;
            case "name" -> hasCode(point) ? point.code() : browseName(point, info);
            case "type" -> type;
            case "ns", "id" -> part(point.node(), name);
            default -> known(name, point, info);
        };
    }

    private static @Nullable String known(String name, Point point, NodeInfo info) {
        String text = info.texts().get(name);
        if (text == null) {
            text = point.properties().get(name);
        }
        return text == null ? tag(name, point.properties()) : text;
    }

    private static boolean hasCode(Point point) {
        return !point.code().isEmpty() && !point.code().equals(point.node());
    }

    private static @Nullable String browseName(Point point, NodeInfo info) {
        String name = known("BrowseName", point, info);
        return name == null ? part(point.node(), "id") : name;
    }

    private static @Nullable String part(String node, String name) {
        Matcher parts = NODE.matcher(node);
        if (!parts.matches()) {
            return null;
        }
        if (name.equals("id")) {
            return parts.group(3);
        }
        return parts.group(1) != null ? parts.group(1) : parts.group(2) != null ? parts.group(2) : "0";
    }

    private static @Nullable String tag(String name, Map<String, String> properties) {
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (property.getKey().startsWith(TAG) && property.getKey().endsWith("::" + name)) {
                return property.getValue();
            }
        }
        return null;
    }

    /** As in {@code {id#/._}}: the characters before the last one become the last one. */
    private static String replaced(String text, String characters) {
        if (characters.length() < 2) {
            return text;
        }
        char by = characters.charAt(characters.length() - 1);
        String result = text;
        for (int i = 0; i < characters.length() - 1; i++) {
            result = result.replace(characters.charAt(i), by);
        }
        return result;
    }
}
