// SPDX-License-Identifier: Apache-2.0
/** Sessions with an OPC UA server: endpoint, security, and the limits of the server. */
@NullMarked
package io.tdconnect.opcua.session;

import org.jspecify.annotations.NullMarked;
