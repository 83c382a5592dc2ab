// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.DurationText;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options that limit queries and batches.
 *
 * @param longest longest range of time of a query
 * @param rows most rows that a range should have
 * @param batchRows after how many rows a batch is full
 */
public record WindowOptions(Duration longest, long rows, int batchRows) {
    public static final String WINDOW = "window";
    static final String WINDOW_ROWS = "window.max.rows";
    static final String BATCH_ROWS = "batch.rows";

    public static void addTo(Options options) {
        options.optional(
                        WINDOW,
                        Type.STRING,
                        "36500d",
                        "Longest range of time of a query. The connector begins with a day; it uses longer ranges where rows"
                                + " are few, and shorter ones where they are dense or the server gives up.")
                .validator(Validators.duration())
                .importance(Importance.LOW)
                .optional(
                        WINDOW_ROWS,
                        Type.LONG,
                        500_000L,
                        "Most rows that a range should have; later ranges are shortened accordingly.")
                .validator(Validators.atLeast(1_000))
                .importance(Importance.LOW)
                .optional(
                        BATCH_ROWS,
                        Type.INT,
                        5_000,
                        "Rows in a batch for Kafka Connect; more if more rows of a supertable have the same time. Rows of a"
                                + " table share a record only within a batch.")
                .validator(Validators.between(1, 1_000_000))
                .importance(Importance.LOW);
    }

    public static WindowOptions from(AbstractConfig config) {
        return new WindowOptions(
                DurationText.parse(config.getString(WINDOW)), config.getLong(WINDOW_ROWS), config.getInt(BATCH_ROWS));
    }
}
