// SPDX-License-Identifier: Apache-2.0
/** Connections and queries to InfluxDB 1.x and 2.x, and the options of connection, login and selection. */
@NullMarked
package io.tdconnect.influxdb.client;

import org.jspecify.annotations.NullMarked;
