// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options of {@link ReadOptions.Mode#POLL}.
 *
 * @param concurrent number of requests at the same time
 * @param batchSize number of points in a request; 0 means as many as the server accepts
 * @param batchTimeout how long to wait for the answer to a request
 */
public record PollOptions(Duration interval, int concurrent, int batchSize, Duration batchTimeout) {
    public static final String INTERVAL = "poll.interval.ms";
    public static final String CONCURRENT = "poll.concurrent";
    static final String BATCH_SIZE = "poll.batch.size";
    static final String BATCH_TIMEOUT = "poll.batch.timeout.ms";

    public static void addTo(Options options) {
        options.group("Polling")
                .optional(INTERVAL, Type.LONG, 1_000L, "How often values are read, in milliseconds.")
                .validator(Validators.between(1, 86_400_000))
                .optional(CONCURRENT, Type.INT, 1, "Number of requests that wait for an answer at the same time.")
                .validator(Validators.between(1, 100))
                .optional(
                        BATCH_SIZE,
                        Type.INT,
                        0,
                        "Number of points in a request, limited by what the server accepts; 0 means as many as the"
                                + " server accepts.")
                .validator(Validators.between(0, 100_000))
                .optional(
                        BATCH_TIMEOUT,
                        Type.LONG,
                        20_000L,
                        "How long to wait for the answer to a request, in milliseconds.")
                .validator(Validators.between(1, 3_600_000));
    }

    static PollOptions from(AbstractConfig config) {
        return new PollOptions(
                Duration.ofMillis(config.getLong(INTERVAL)),
                config.getInt(CONCURRENT),
                config.getInt(BATCH_SIZE),
                Duration.ofMillis(config.getLong(BATCH_TIMEOUT)));
    }
}
