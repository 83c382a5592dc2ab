// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.retry.RetryOptions;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options that say when and how rows are written. */
final class WritingOptions {
    static final String BATCH_ROWS = "batch.rows";
    static final String LINGER = "linger.ms";

    private WritingOptions() {}

    static void addTo(Options options) {
        options.group("Writing")
                .optional(
                        BATCH_ROWS,
                        Type.INT,
                        10_000,
                        "Rows are written as soon as so many have come. More rows a batch are faster and take more"
                                + " memory.")
                .validator(Validators.between(1, 1_000_000))
                .optional(
                        LINGER,
                        Type.INT,
                        100,
                        "Rows that are fewer are written so many milliseconds after the first of them came.")
                .validator(Validators.between(0, 60_000));
    }

    static DeliveryTiming timing(AbstractConfig config) {
        return new DeliveryTiming(
                config.getInt(BATCH_ROWS),
                Duration.ofMillis(config.getInt(LINGER)),
                RetryOptions.from(config),
                System::nanoTime);
    }
}
