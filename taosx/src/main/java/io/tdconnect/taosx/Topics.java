// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The topic between source and sink: all records of a task go through one. */
final class Topics {
    private static final String KAFKA_TOPIC = "kafka.topic";
    private static final String TOPIC = "topic";

    /** The option of each source that names its topic. */
    private static final Map<String, String> OPTION = Map.of(
            "io.tdconnect.mqtt.MqttSourceConnector",
            KAFKA_TOPIC,
            "io.tdconnect.opcua.OpcuaSourceConnector",
            KAFKA_TOPIC,
            TdengineSources.CONNECTOR,
            KAFKA_TOPIC,
            "io.tdconnect.influxdb.InfluxSourceConnector",
            TOPIC,
            "io.tdconnect.opentsdb.OpenTsdbSourceConnector",
            TOPIC,
            "io.tdconnect.kafka.KafkaSourceConnector",
            TOPIC,
            "io.tdconnect.csv.CsvSourceConnector",
            TOPIC,
            FileSources.BACKUP_CONNECTOR,
            TOPIC);

    /** The option of a source of TDengine for the topic of events. */
    static final String OF_METADATA = "metadata.topic";

    private static final List<String> OF_SOURCES = List.of(KAFKA_TOPIC, TOPIC, OF_METADATA);

    /** The options of sources that name the topic of their rows. */
    static final List<String> OPTIONS = List.of(KAFKA_TOPIC, TOPIC);

    private Topics() {}

    /** Sets the topic on both sides. */
    static void connect(Draft source, Draft sink, String topic) {
        source.set(OPTION.getOrDefault(source.get("connector.class"), KAFKA_TOPIC), topic);
        sink.set("topics", topic);
    }

    /** The topic to which a source writes; empty if its configuration names none. */
    static String of(Map<String, String> source) {
        return OPTIONS.stream()
                .map(source::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** Replaces the topic in the configuration of a source. */
    static void rename(Map<String, String> source, String old, String topic) {
        for (String option : OF_SOURCES) {
            source.computeIfPresent(option, (name, value) -> value.equals(old) ? topic : value);
        }
    }
}
