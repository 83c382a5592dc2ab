// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Checks the settings that are passed to Kafka Streams and its clients, so that messages name the option. */
public final class PassedSettings {
    private static final List<String> OURS = List.of(
            DeliveryOptions.APPLICATION_ID, InputOptions.BOOTSTRAP_SERVERS, DeliveryOptions.PROCESSING_GUARANTEE);
    private static final List<String> HANDLERS = List.of(
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG);
    private static final List<String> CONSUMERS =
            List.of("main.consumer.", "restore.consumer.", "global.consumer.", "consumer.");
    private static final List<String> FREE = List.of(StreamsConfig.TOPIC_PREFIX, "config.providers.");
    private static final String PRODUCER = "producer.";
    private static final String ADMIN = "admin.";
    private static final List<ConfigDef> ALL = List.of(
            StreamsConfig.configDef(),
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef());

    private PassedSettings() {}

    /**
     * Checks settings; those that Kafka Streams does not know may belong to classes of users.
     *
     * @param settings without prefix
     * @throws ConfigException if one is wrong; the message names it
     */
    public static void check(Map<String, String> settings) {
        settings.forEach((name, value) -> {
            if (OURS.contains(name)) {
                throw new ConfigException("expected the option " + name + ", found streams." + name);
            }
            if (HANDLERS.contains(name)) {
                throw new ConfigException(
                        "expected " + ErrorOptions.POLICY + ", found streams." + name + ", which has no effect");
            }
            ConfigKey key = key(name);
            // A config provider replaces the value later.
            if (key != null && !value.contains("${")) {
                check(name, value, key);
            }
        });
    }

    /** The names that neither Kafka Streams nor its clients know, with prefix: misspelt, or settings of users' classes. */
    public static List<String> unknown(Map<String, String> settings) {
        return settings.keySet().stream()
                .filter(name -> key(name) == null)
                .filter(name -> FREE.stream().noneMatch(name::startsWith))
                .map(name -> "streams." + name)
                .toList();
    }

    private static void check(String name, String value, ConfigKey key) {
        try {
            Object parsed = ConfigDef.parseType(key.name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
        } catch (ConfigException e) {
            ConfigException refusal = new ConfigException("streams." + name + ": " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static @Nullable ConfigKey key(String name) {
        for (String prefix : CONSUMERS) {
            if (name.startsWith(prefix)) {
                return ConsumerConfig.configDef().configKeys().get(name.substring(prefix.length()));
            }
        }
        if (name.startsWith(PRODUCER)) {
            return ProducerConfig.configDef().configKeys().get(name.substring(PRODUCER.length()));
        }
        if (name.startsWith(ADMIN)) {
            return AdminClientConfig.configDef().configKeys().get(name.substring(ADMIN.length()));
        }
        return ALL.stream()
                .map(definition -> definition.configKeys().get(name))
                .filter(key -> key != null)
                .findFirst()
                .orElse(null);
    }
}
