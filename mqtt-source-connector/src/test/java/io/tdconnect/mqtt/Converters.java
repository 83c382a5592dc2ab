// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.receive.ReceivedMessage;
import io.tdconnect.mqtt.receive.SourceOffset;
import io.tdconnect.mqtt.record.MessageConverter;
import io.tdconnect.mqtt.record.RecordOffsets;
import io.tdconnect.mqtt.record.TopicRouter.UnwantedTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** Converters as a configuration makes them. */
public final class Converters {
    public static final Map<String, ?> PARTITION = SourceOffset.partition("tdconnect-meters-0");

    private Converters() {}

    public static MessageConverter converter(String... options) {
        return converter(new MqttMetrics(), options);
    }

    public static MessageConverter converter(MqttMetrics metrics, String... options) {
        Map<String, String> properties = new HashMap<>(
                Map.of("name", "meters", "broker.urls", "tcp://broker:1883", "topics", "#", "kafka.topic", "{topic}"));
        for (int i = 0; i < options.length; i += 2) {
            properties.put(options[i], options[i + 1]);
        }
        RecordOffsets offsets = new RecordOffsets("tdconnect-meters-0", List.of(TopicFilter.parse("a::1")));
        return new Wiring(new MqttSourceConfig(properties))
                .converter(offsets, new UnwantedTopics(topic -> true, topic -> {}), (topic, payload) -> true, metrics);
    }

    public static List<SourceRecord> convert(MessageConverter converter, MqttMessage message) {
        List<SourceRecord> records = new ArrayList<>();
        converter.convert(new ReceivedMessage(message, null), records);
        return records;
    }

    /** The values of a message on the topic {@code site/1}. */
    public static List<Object> values(MessageConverter converter, String payload) {
        return values(converter, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static List<Object> values(MessageConverter converter, byte[] payload) {
        return convert(converter, Messages.message("site/1", payload)).stream()
                .map(SourceRecord::value)
                .toList();
    }
}
