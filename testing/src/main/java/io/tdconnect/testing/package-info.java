// SPDX-License-Identifier: Apache-2.0
/** Servers for tests and for the quickstart: Kafka, Connect, Mosquitto and TDengine. */
@NullMarked
package io.tdconnect.testing;

import org.jspecify.annotations.NullMarked;
