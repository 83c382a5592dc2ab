// SPDX-License-Identifier: Apache-2.0
/** Points, and what the server reports about their nodes. */
@NullMarked
package io.tdconnect.opcua.node;

import org.jspecify.annotations.NullMarked;
