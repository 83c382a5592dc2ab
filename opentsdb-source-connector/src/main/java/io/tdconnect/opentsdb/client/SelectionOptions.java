// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.client;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.window.NameSelection;
import org.apache.kafka.common.config.AbstractConfig;

/** Which metrics are read. */
public final class SelectionOptions {
    public static final String METRICS = "metrics";

    private SelectionOptions() {}

    public static void addTo(Options options) {
        options.group("Selection");
        NameSelection.addTo(options, METRICS);
    }

    public static NameSelection from(AbstractConfig config) {
        return NameSelection.from(config, METRICS);
    }
}
