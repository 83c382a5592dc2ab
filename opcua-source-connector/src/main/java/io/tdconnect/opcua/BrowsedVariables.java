// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code browse.node.class}: which variables browsing finds. */
enum BrowsedVariables {
    /** Those that are data of objects. */
    VARIABLE,
    /** Those that are properties of other nodes, such as units. */
    PROPERTY,
    /** All. */
    ANY;

    boolean includes(boolean property) {
        return this == ANY || (this == PROPERTY) == property;
    }
}
