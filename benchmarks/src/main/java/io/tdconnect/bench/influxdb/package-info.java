// SPDX-License-Identifier: Apache-2.0
/** The InfluxDB source against a bare reader. */
@NullMarked
package io.tdconnect.bench.influxdb;

import org.jspecify.annotations.NullMarked;
