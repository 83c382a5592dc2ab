// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import io.tdconnect.common.metrics.Gauge;

/** Reads metrics by their names. */
public final class Gauges {
    private Gauges() {}

    public static Object of(ReadMetrics metrics, String name) {
        Gauge found = metrics.gauges().stream()
                .filter(gauge -> gauge.name().equals(name))
                .findFirst()
                .orElseThrow();
        return found.value().get();
    }
}
