// SPDX-License-Identifier: Apache-2.0
/** Reads alarms and events, and converts them to records of Kafka. */
@NullMarked
package io.tdconnect.opcua.event;

import org.jspecify.annotations.NullMarked;
