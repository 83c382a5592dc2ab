// SPDX-License-Identifier: Apache-2.0
/** Converts values to records of Kafka. */
@NullMarked
package io.tdconnect.opcua.record;

import org.jspecify.annotations.NullMarked;
