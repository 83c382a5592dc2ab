// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import io.tdconnect.common.config.NearestName;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import io.tdconnect.opcua.node.NodeInfo;
import io.tdconnect.opcua.node.Point;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of points in templates for names of tables and topics, and for tags. */
public final class PointVariables {
    /** The variables, for the documentation of options. */
    public static final String DOC =
            "{ns} and {id} (namespace and identifier of the node), {node} (the whole node id), {code}, {name}"
                    + " (the code; without a code the browse name), {type} (such as float), {BrowseName}, {DisplayName},"
                    + " {Description}, {Path} (of browsed points), and the tags of a points file by their names. As in"
                    + " taosX {id.}, {id/} and {id_} are the identifier without the last . / or _ and the text after"
                    + " it, {id..} is the identifier without the last two dots and the text after them, and {..id.} is"
                    + " the last but one of the parts between dots; an identifier without such parts counts as missing,"
                    + " so {id.:none} gives the text none";

    private static final List<String> OF_POINT =
            List.of("node", "code", "name", "type", "ns", "id", "BrowseName", "DisplayName", "Description", "Path");

    private static final Pattern NODE =
            Pattern.compile("(?:ns=(\\d+);|nsu=(.*?);)?(?:[isgb]=|path=)(.*)", Pattern.DOTALL);
    private static final String TAG = "tag::";

    private PointVariables() {}

    /** The variables of a point. */
    public static Variables of(Point point, NodeInfo info, @Nullable String type) {
        return name -> value(name, point, info, type);
    }

    /**
     * Refuses variables that no point has; they would silently be empty.
     *
     * @param more names of further variables, also in the form of columns with tags
     * @throws IllegalArgumentException with the variable and the nearest known one
     */
    public static void check(Template template, Collection<String> more) {
        Set<String> known = new LinkedHashSet<>(OF_POINT);
        more.forEach(name -> known.add(name.startsWith(TAG) ? name.substring(name.lastIndexOf("::") + 2) : name));
        check(template, known, IdPart::is);
    }

    /** As {@link #check(Template, Collection)}; variables are valid if they are known or follow a rule. */
    public static void check(Template template, Set<String> known, Predicate<String> rule) {
        for (String variable : template.variables()) {
            int replacing = variable.indexOf('#');
            String name = replacing > 0 ? variable.substring(0, replacing) : variable;
            if (!known.contains(name) && !rule.test(name)) {
                throw new IllegalArgumentException("expected one of the variables " + String.join(", ", known)
                        + ", found {" + name + "}" + NearestName.hint(name, known));
            }
        }
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
            default -> {
                String known = known(name, point, info);
                String id = known == null && IdPart.is(name) ? part(point.node(), "id") : null;
                yield id == null ? known : IdPart.of(name, id);
            }
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

    public static @Nullable String part(String node, String name) {
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

    /** Replaces the characters before the last one by the last one, as in {@code {id#/._}}. */
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
