// SPDX-License-Identifier: Apache-2.0
/** Converts values of OPC UA to values of Kafka Connect. */
@NullMarked
package io.tdconnect.opcua.value;

import org.jspecify.annotations.NullMarked;
