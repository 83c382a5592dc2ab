// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.point;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.regex.LinearRegex;
import io.tdconnect.opcua.node.NodeList;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * The options of browsing: which nodes below others become points.
 *
 * @param roots texts of the nodes to start from; without any nothing is browsed
 * @param depth number of levels below a root that are browsed
 * @param namespaces indexes or URIs; empty means all but the namespace of OPC UA itself
 * @param id pattern of the node, in the form ns=2;s=Line1.Temperature
 * @param name pattern of the browse name
 */
public record BrowseOptions(
        List<String> roots,
        int depth,
        List<String> namespaces,
        LinearRegex id,
        LinearRegex name,
        NodeClass nodeClass,
        NodeForm form) {
    public static final String ROOTS = "browse.roots";
    public static final String DEPTH = "browse.depth";
    public static final String NAMESPACES = "browse.namespaces";
    public static final String ID_PATTERN = "browse.id.pattern";
    public static final String NAME_PATTERN = "browse.name.pattern";
    static final String NODE_CLASS = "browse.node.class";
    static final String NODE_FORM = "browse.node.form";

    /** Values of {@link #NODE_CLASS}: which variables become points. */
    enum NodeClass {
        /** Data of objects. */
        VARIABLE,
        /** Properties of other nodes, such as units. */
        PROPERTY,
        ANY;

        boolean includes(boolean property) {
            return this == ANY || (this == PROPERTY) == property;
        }
    }

    /** Values of {@link #NODE_FORM}: how the nodes of points are written. */
    enum NodeForm {
        /** As {@code ns=2;s=Line1}. */
        INDEX,
        /** As {@code nsu=http://plant.example/;s=Line1}, except in the namespace of OPC UA itself. */
        URI
    }

    public BrowseOptions {
        roots = List.copyOf(roots);
        namespaces = List.copyOf(namespaces);
    }

    static void addTo(Options options) {
        options.optional(
                        ROOTS,
                        Type.STRING,
                        "",
                        "Nodes whose subtrees are searched for points, such as i=85 (the folder Objects), separated by"
                                + " commas as in `nodes`, but without codes: ns=2;s=Site,Plant and ns=2;s=a::b are one node each."
                                + " Empty does not browse.")
                .validator(new ParsedValidator("nodes", NodeList::nodes))
                .optional(DEPTH, Type.INT, 20, "Number of levels below `browse.roots` that are browsed.")
                .validator(Validators.between(1, 1_000))
                .optional(
                        NAMESPACES,
                        Type.STRING,
                        "",
                        "Namespaces of points that browsing finds: indexes or URIs, in double quotes where one contains"
                                + " a comma. Empty means all but 0, the namespace of OPC UA itself.")
                .optional(
                        ID_PATTERN,
                        Type.STRING,
                        "",
                        "Regular expression (RE2, linear time) that must match a part of the node of a point, such as"
                                + " ^ns=2;s=Line1\\.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .optional(
                        NAME_PATTERN,
                        Type.STRING,
                        "",
                        "Regular expression (RE2, linear time) that must match a part of the browse name of a point,"
                                + " such as (?i)temp.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .add(BrowseOptions::addNodes);
    }

    private static void addNodes(Options options) {
        options.choice(
                        NODE_CLASS,
                        NodeClass.VARIABLE,
                        "Which nodes with a value browsing finds: variable (data of objects), property (properties of"
                                + " other nodes, such as units) or any.")
                .choice(
                        NODE_FORM,
                        NodeForm.INDEX,
                        "How browsed nodes are written in keys, tags and {node}, and what {ns} is: with the index of"
                                + " their namespace (ns=2;s=Line1), or with its URI (nsu=http://plant.example/;s=Line1), so that"
                                + " keys and tables stay the same when the server renumbers its namespaces.")
                .importance(Importance.LOW);
    }

    static BrowseOptions from(AbstractConfig config) {
        return new BrowseOptions(
                NodeList.nodes(config.getString(ROOTS)),
                config.getInt(DEPTH),
                NodeList.entries(config.getString(NAMESPACES)),
                LinearRegex.compile(config.getString(ID_PATTERN)),
                LinearRegex.compile(config.getString(NAME_PATTERN)),
                EnumOption.parse(NodeClass.class, config.getString(NODE_CLASS)),
                EnumOption.parse(NodeForm.class, config.getString(NODE_FORM)));
    }

    boolean browses() {
        return !roots.isEmpty();
    }

    /**
     * Whether a variable becomes a point.
     *
     * @param property whether the variable is a property of another node
     */
    boolean matches(NodeId node, String browseName, boolean property, NamespaceTable table) {
        return nodeClass.includes(property)
                && inNamespaces(node.getNamespaceIndex(), table)
                && name.find(browseName) != null
                && id.find(node.toParseableString()) != null;
    }

    /** The text of a node in the configured form. */
    String text(NodeId node, NamespaceTable table) {
        boolean standard = node.getNamespaceIndex().intValue() == 0;
        return form == NodeForm.INDEX || standard
                ? node.toParseableString()
                : node.expanded(table).toParseableString();
    }

    private boolean inNamespaces(UShort index, NamespaceTable table) {
        if (namespaces.isEmpty()) {
            return index.intValue() != 0;
        }
        String uri = table.get(index);
        return namespaces.contains(index.toString()) || (uri != null && namespaces.contains(uri));
    }
}
