// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** Values of the option {@code browse.node.form}: how nodes that browsing finds are written. */
enum NodeForm {
    /** As {@code ns=2;s=Line1}. */
    INDEX,
    /** As {@code nsu=http://plant.example/;s=Line1}, but for the namespace of OPC UA itself. */
    URI;

    String text(NodeId node, NamespaceTable namespaces) {
        boolean standard = node.getNamespaceIndex().intValue() == 0;
        return this == INDEX || standard
                ? node.toParseableString()
                : node.expanded(namespaces).toParseableString();
    }
}
