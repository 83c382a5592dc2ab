// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.tls.TlsOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Defines the options of {@link MqttSourceConfig}. */
final class MqttSourceOptions {
    private static final long MINUTE = 60_000;

    private MqttSourceOptions() {}

    static ConfigDef define() {
        return new Options()
                .add(MqttSourceOptions::connection)
                .add(TlsOptions::addTo)
                .add(MqttSourceOptions::client)
                .add(MqttSourceOptions::subscription)
                .add(MqttSourceOptions::delivery)
                .add(RecordOptions::addTo)
                .add(RetryOptions::addTo)
                .build();
    }

    private static void connection(Options options) {
        options.group("Connection")
                .required(
                        MqttSourceConfig.BROKER_URLS,
                        Type.LIST,
                        "Brokers as tcp://host:1883, ssl://host:8883, ws://host:8080/mqtt or wss://host:8443/mqtt (mqtt://"
                                + " and mqtts:// mean tcp:// and ssl://). Several are tried in turn until one answers.")
                .validator(Validators.all(
                        Validators.nonEmptyList(), Validators.uris("tcp", "ssl", "ws", "wss", "mqtt", "mqtts")))
                .optional(
                        MqttSourceConfig.PROTOCOL_VERSION,
                        Type.STRING,
                        "3.1.1",
                        "Version of MQTT: 3.1, 3.1.1 or 5. The default is not 3.1, since only from 3.1.1 on a broker says"
                                + " whether it still knows a session and whether it refused a subscription.")
                .validator(Validators.all(
                        Validators.nonEmpty(), new ParsedValidator("one of 3.1, 3.1.1, 5", ProtocolVersion::parse)))
                .recommender(new ProtocolVersions())
                .optional(MqttSourceConfig.USER, Type.STRING, null, "User name; none connects as anonymous.")
                .optional(MqttSourceConfig.PASSWORD, Type.PASSWORD, null, "Password of the user.");
    }

    private static void client(Options options) {
        options.group("Client")
                .optional(
                        MqttSourceConfig.CLIENT_ID_PREFIX,
                        Type.STRING,
                        "tdconnect",
                        "Client identifiers are PREFIX-CONNECTOR-TASK: the broker keeps a session for each, and only one"
                                + " client at a time may use it. Some MQTT 3.1 brokers want at most 23 characters.")
                .validator(Validators.nonEmpty())
                .optional(
                        MqttSourceConfig.CONNECT_TIMEOUT,
                        Type.LONG,
                        10_000L,
                        "How long a broker may take to answer a connection or subscription request.")
                .validator(Validators.between(100, 10 * MINUTE))
                .importance(Importance.LOW)
                .optional(
                        MqttSourceConfig.KEEP_ALIVE,
                        Type.LONG,
                        MINUTE,
                        "Longest silence before the connection is checked; rounded up to seconds. 0 never checks.")
                .validator(Validators.between(0, 65_535_000))
                .importance(Importance.LOW);
        ConnectionCheck.addTo(options, "Whether validating the configuration connects to a broker and subscribes.");
    }

    private static void subscription(Options options) {
        options.group("Subscription")
                .required(
                        MqttSourceConfig.TOPICS,
                        Type.LIST,
                        "Topic filters with their highest QoS, such as topic1::0,$share/g/plant/+/temp::1,site/#::2; without"
                                + " :: it is " + TopicFilter.DEFAULT_QOS + ". QoS 0 may lose messages; QoS 1 is"
                                + " acknowledged once Kafka has the message; QoS 2 is subscribed as 1, since its handshake"
                                + " cannot wait for Kafka. Several tasks share the messages, see "
                                + MqttSourceConfig.SHARED_SUBSCRIPTION + ".")
                .validator(Validators.all(Validators.nonEmptyList(), new TopicFilters()))
                .optional(
                        MqttSourceConfig.SHARED_SUBSCRIPTION,
                        Type.BOOLEAN,
                        null,
                        "Whether the tasks share the messages of each filter where there are several: they subscribe to"
                                + " $share/PREFIX-CONNECTOR/FILTER. Messages of one topic may then change their order,"
                                + " and no retained messages come. Otherwise filters are split over the tasks. Not set, it"
                                + " is true with MQTT 5 and false with MQTT 3.1.1, where shared subscriptions are an"
                                + " extension of many brokers: one without it delivers nothing. Topics of the broker ($SYS)"
                                + " and of Sparkplug (spBv1.0) are always split, as is everything with MQTT 3.1.")
                .choice(
                        MqttSourceConfig.RETAINED_MESSAGES,
                        RetainedPolicy.KEEP,
                        "What becomes of retained messages, which a broker sends again with every subscription: keep takes"
                                + " them whenever the task starts, first-only with the first subscription of a session to a"
                                + " filter, skip never.")
                .add(MqttSourceOptions::session);
    }

    private static void session(Options options) {
        options.optional(
                        MqttSourceConfig.CLEAN_SESSION,
                        Type.BOOLEAN,
                        false,
                        "Whether the broker forgets the client when the connection ends. The default is false, since true"
                                + " loses what is published during a restart or a reconnect, also with QoS 1.")
                .optional(
                        MqttSourceConfig.SESSION_EXPIRY,
                        Type.LONG,
                        7 * 24 * 60 * MINUTE,
                        "How long the broker keeps the session of an absent client, with MQTT 5. Brokers have a limit of"
                                + " their own for older versions.")
                .validator(Validators.atLeast(0));
    }

    private static void delivery(Options options) {
        options.group("Delivery")
                .optional(
                        MqttSourceConfig.RECEIVE_MAXIMUM,
                        Type.INT,
                        1_000,
                        "How many unacknowledged messages the broker may send, with MQTT 5. With older versions the broker"
                                + " decides (Mosquitto: max_inflight_messages, 20); a small window limits the speed.")
                .validator(Validators.between(1, 65_535))
                .optional(
                        MqttSourceConfig.UNACKED_TIMEOUT,
                        Type.LONG,
                        5 * MINUTE,
                        "How long Kafka may take to confirm a message before the connection is renewed, so that the broker"
                                + " delivers again what is not acknowledged.")
                .validator(Validators.atLeast(1_000))
                .importance(Importance.LOW)
                .optional(
                        MqttSourceConfig.BUFFER_CAPACITY,
                        Type.INT,
                        10_000,
                        "How many messages of QoS 0 wait for Kafka Connect in memory. Those of QoS 1 are limited by the"
                                + " number of unacknowledged messages that the broker sends.")
                .validator(Validators.between(1, 1_000_000))
                .importance(Importance.LOW)
                .optional(
                        MqttSourceConfig.BUFFER_BYTES,
                        Type.LONG,
                        32L * 1024 * 1024,
                        "How many bytes the messages of QoS 0 may have that wait in memory.")
                .validator(Validators.between(1024, Integer.MAX_VALUE))
                .importance(Importance.LOW)
                .choice(
                        MqttSourceConfig.BUFFER_POLICY,
                        BufferPolicy.BLOCK,
                        "What happens to a message of QoS 0 when the buffer is full: block reads nothing more from the"
                                + " broker for up to half the keep alive (at most 30 s) and then drops the message;"
                                + " drop-oldest and drop-newest do not wait. Dropped messages are counted.")
                .importance(Importance.LOW);
    }

    private record TopicFilters() implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (!(value instanceof List<?> list)) {
                return;
            }
            Set<String> seen = new HashSet<>();
            for (Object element : list) {
                if (!seen.add(parse(name, element).filter())) {
                    throw new ConfigException(name, element, "expected each filter once");
                }
            }
        }

        private static TopicFilter parse(String name, Object element) {
            try {
                return TopicFilter.parse(element.toString());
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name, element, e.getMessage());
            }
        }

        @Override
        public String toString() {
            return "topic filters, each FILTER::QOS";
        }
    }

    private record ProtocolVersions() implements ConfigDef.Recommender {
        @Override
        public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
            return List.of("3.1", "3.1.1", "5");
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsedConfig) {
            return true;
        }
    }
}
