// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.regex.LinearRegex;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * Which of the nodes below some others are points.
 *
 * @param roots texts of the nodes to start from
 * @param depth how many levels below a root are looked at
 * @param namespaces indexes or URIs; empty for all but that of OPC UA itself
 * @param id what the node has to match, in the form ns=2;s=Line1.Temperature
 * @param name what the browse name has to match
 * @param kind which variables are taken
 */
record BrowseRule(
        List<String> roots,
        int depth,
        List<String> namespaces,
        LinearRegex id,
        LinearRegex name,
        BrowsedVariables kind) {
    BrowseRule {
        roots = List.copyOf(roots);
        namespaces = List.copyOf(namespaces);
    }

    /**
     * Whether a variable is a point.
     *
     * @param property whether it is a property of another node
     */
    boolean matches(NodeId node, String browseName, boolean property, NamespaceTable table) {
        return kind.includes(property)
                && inNamespaces(node.getNamespaceIndex(), table)
                && name.find(browseName) != null
                && id.find(node.toParseableString()) != null;
    }

    private boolean inNamespaces(UShort index, NamespaceTable table) {
        if (namespaces.isEmpty()) {
            return index.intValue() != 0;
        }
        String uri = table.get(index);
        return namespaces.contains(index.toString()) || (uri != null && namespaces.contains(uri));
    }
}
