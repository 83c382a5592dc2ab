// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code unknown.nodes}: what becomes of a configuration with nodes that the server does not have. */
enum UnknownNodes {
    /** It is refused when it is posted. */
    REFUSE,
    /** The nodes are tried again while the others are read. */
    RETRY
}
