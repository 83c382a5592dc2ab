// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import io.tdconnect.common.metrics.Gauge;
import java.util.List;

/** Reads metrics by their names. */
public final class Gauges {
    private Gauges() {}

    /** The value of the metric with this name. */
    public static Object of(List<Gauge> gauges, String name) {
        Gauge found = gauges.stream()
                .filter(gauge -> gauge.name().equals(name))
                .findFirst()
                .orElseThrow();
        return found.value().get();
    }
}
