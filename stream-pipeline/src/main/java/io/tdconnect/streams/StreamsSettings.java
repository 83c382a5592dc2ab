// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.streams.message.BadMessages;
import io.tdconnect.streams.message.ErrorHandlers;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of Kafka Streams for a pipeline. */
final class StreamsSettings {
    private StreamsSettings() {}

    /** Our settings, overridden by those of the configuration, except for the error handlers. */
    static Properties of(PipelineConfig config, BadMessages bad) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.producerPrefix("batch.size"), "262144");
        settings.put(StreamsConfig.producerPrefix("linger.ms"), "20");
        // Names of fields and headers repeat in each row: compression saves the broker more time than it costs here.
        settings.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
        settings.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        // The topology has no global tables, but without this setting Streams warns at each start.
        settings.put("processing.exception.handler.global.enabled", "true");
        settings.putAll(config.streams());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.delivery().applicationId());
        settings.put(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", config.input().brokers()));
        settings.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.delivery().guarantee());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ErrorHandlers.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ErrorHandlers.class);
        settings.put(ErrorHandlers.BAD_MESSAGES, bad);
        return settings;
    }
}
