// SPDX-License-Identifier: Apache-2.0
/** Requests to the gateway over WebSocket, and queries. */
@NullMarked
package io.tdconnect.tdengine.gateway;

import org.jspecify.annotations.NullMarked;
