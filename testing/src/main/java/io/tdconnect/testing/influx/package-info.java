// SPDX-License-Identifier: Apache-2.0
/** Servers in front of an influxd: with faults, and with the API of InfluxDB 2. */
@NullMarked
package io.tdconnect.testing.influx;

import org.jspecify.annotations.NullMarked;
