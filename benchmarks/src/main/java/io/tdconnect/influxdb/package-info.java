// SPDX-License-Identifier: Apache-2.0
/** What the benchmarks need of the connector's package. */
@NullMarked
package io.tdconnect.influxdb;

import org.jspecify.annotations.NullMarked;
