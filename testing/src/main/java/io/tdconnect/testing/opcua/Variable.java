// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * A variable of an {@link OpcUaTestServer}.
 *
 * @param dataType null for that of the value
 * @param historizing whether the server stores the values
 */
public record Variable(DataValue value, NodeId dataType, boolean historizing) {
    /** A variable with the data type of its value. */
    public static Variable of(Object value) {
        Variant variant = new Variant(value);
        return new Variable(
                new DataValue(variant),
                variant.getDataTypeId()
                        .flatMap(id -> id.toNodeId(new NamespaceTable()))
                        .orElseThrow(),
                false);
    }

    /** A variable of a certain data type. */
    public static Variable of(Object value, NodeId dataType) {
        return new Variable(new DataValue(new Variant(value)), dataType, false);
    }

    /** The same, with values that the server stores. */
    public Variable withHistory() {
        return new Variable(value, dataType, true);
    }

    Variable with(DataValue changed) {
        return new Variable(changed, dataType, historizing);
    }
}
