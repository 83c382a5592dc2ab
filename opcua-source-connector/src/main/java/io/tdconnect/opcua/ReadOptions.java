// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.Choices;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options that say how values are read. */
record ReadOptions(ReadMode mode, int bufferCapacity) {
    static final String MODE = "mode";
    static final String BUFFER_CAPACITY = "buffer.capacity";

    static void addTo(Options options) {
        options.group("Reading")
                .choice(
                        MODE,
                        ReadMode.SUBSCRIBE,
                        "How values come: subscribe (the server samples them and sends those that changed), poll (they are"
                                + " read at an interval, changed or not) or events (the server sends events and alarms).")
                .optional(
                        BUFFER_CAPACITY,
                        Type.INT,
                        20_000,
                        "How many values wait for Kafka Connect at most. While it is full no further ones are taken from"
                                + " the server, which keeps them in its queues (queue.size).")
                .validator(Validators.atLeast(1))
                .importance(Importance.LOW);
    }

    static ReadOptions from(AbstractConfig config) {
        return new ReadOptions(Choices.parse(ReadMode.class, config.getString(MODE)), config.getInt(BUFFER_CAPACITY));
    }
}
