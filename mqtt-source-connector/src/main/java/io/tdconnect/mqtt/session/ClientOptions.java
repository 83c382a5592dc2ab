// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options of the group Client.
 *
 * @param connectTimeout how long a broker may take to answer a connection or subscription request
 * @param keepAlive longest silence before the connection is checked; zero turns the check off
 */
public record ClientOptions(String idPrefix, Duration connectTimeout, Duration keepAlive) {
    static final String ID_PREFIX = "client.id.prefix";
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String KEEP_ALIVE = "keep.alive.ms";

    private static final long MINUTE = 60_000;

    public static void addTo(Options options) {
        options.group("Client")
                .optional(
                        ID_PREFIX,
                        Type.STRING,
                        "tdconnect",
                        "Client identifiers are PREFIX-CONNECTOR-TASK: the broker keeps a session for each, and"
                                + " only one client at a time may use it. Some MQTT 3.1 brokers accept at most 23"
                                + " characters.")
                .validator(Validators.nonEmpty())
                .optional(
                        CONNECT_TIMEOUT,
                        Type.LONG,
                        10_000L,
                        "How long a broker may be silent before it answers a connection or subscription request. Some brokers send the"
                                + " messages of a long queue first.")
                .validator(Validators.between(100, 10 * MINUTE))
                .importance(Importance.LOW)
                .optional(
                        KEEP_ALIVE,
                        Type.LONG,
                        MINUTE,
                        "Longest silence before the connection is checked, rounded up to seconds. 0 turns the"
                                + " check off.")
                .validator(Validators.between(0, 65_535_000))
                .importance(Importance.LOW);
        ConnectionCheck.addTo(options, "Whether validating the configuration connects to a broker and subscribes.");
    }

    public static ClientOptions from(AbstractConfig config) {
        return new ClientOptions(
                config.getString(ID_PREFIX),
                Duration.ofMillis(config.getLong(CONNECT_TIMEOUT)),
                Duration.ofMillis(config.getLong(KEEP_ALIVE)));
    }
}
