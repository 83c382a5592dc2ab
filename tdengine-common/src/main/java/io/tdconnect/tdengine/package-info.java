// SPDX-License-Identifier: Apache-2.0
/** Access to TDengine over its WebSocket gateway: connections, names, types, table metadata and errors. */
@NullMarked
package io.tdconnect.tdengine;

import org.jspecify.annotations.NullMarked;
