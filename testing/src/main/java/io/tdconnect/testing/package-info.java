// SPDX-License-Identifier: Apache-2.0
/** Servers that tests and the quickstart start: Kafka, Connect, MQTT brokers, InfluxDB, OPC UA and TDengine. */
@NullMarked
package io.tdconnect.testing;

import org.jspecify.annotations.NullMarked;
