// SPDX-License-Identifier: Apache-2.0
/** Reads history and new points of InfluxDB 1.x and 2.x into Kafka topics. */
@NullMarked
package io.tdconnect.influxdb;

import org.jspecify.annotations.NullMarked;
