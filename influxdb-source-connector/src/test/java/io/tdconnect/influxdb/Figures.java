// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.metrics.Gauge;

/** Reads figures as operators see them. */
final class Figures {
    private Figures() {}

    static Object of(Progress progress, String name) {
        Gauge found = progress.gauges().stream()
                .filter(gauge -> gauge.name().equals(name))
                .findFirst()
                .orElseThrow();
        return found.value().get();
    }
}
