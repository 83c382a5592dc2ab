// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One table or series of a selection.
 *
 * @param name of a table of TDengine; empty for a series
 * @param tags of a series; null for a table of TDengine
 */
public record TableKey(String name, @Nullable Map<String, String> tags) {
    /** A table of TDengine. */
    public static TableKey table(String name) {
        return new TableKey(name, null);
    }

    /** A series of InfluxDB. */
    public static TableKey series(Map<String, String> tags) {
        return new TableKey("", Map.copyOf(tags));
    }
}
