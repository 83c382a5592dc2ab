// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data type of a value in a birth, with the types of its parts by name.
 *
 * @param type number of the type, 0 if the birth did not contain it
 */
record SparkplugTypeTree(int type, Map<String, SparkplugTypeTree> parts) {
    static final SparkplugTypeTree NONE = new SparkplugTypeTree(0, Map.of());

    private static final int BYTES_PER_PART = 120;

    /** The types of a part, {@link #NONE} where the birth did not contain it. */
    SparkplugTypeTree of(@Nullable String name) {
        return name == null ? NONE : parts.getOrDefault(name, NONE);
    }

    /** Estimated bytes of the heap that this takes. */
    long size() {
        long size = 0;
        for (Map.Entry<String, SparkplugTypeTree> part : parts.entrySet()) {
            size += BYTES_PER_PART + part.getKey().length() + part.getValue().size();
        }
        return size;
    }
}
