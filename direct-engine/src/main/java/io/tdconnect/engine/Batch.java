// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What a poll has returned, after the transforms of the source. */
record Batch(SourcePositions positions, List<Item> items) {
    /**
     * A record.
     *
     * @param original as the source has returned it
     * @param made after the transforms; null if one has dropped it
     * @param bytes estimated size
     */
    record Item(SourceRecord original, @Nullable SourceRecord made, int bytes) {}
}
