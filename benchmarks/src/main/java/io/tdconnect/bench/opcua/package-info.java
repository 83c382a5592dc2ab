// SPDX-License-Identifier: Apache-2.0
/** The OPC UA source against a bare client. */
@NullMarked
package io.tdconnect.bench.opcua;

import org.jspecify.annotations.NullMarked;
