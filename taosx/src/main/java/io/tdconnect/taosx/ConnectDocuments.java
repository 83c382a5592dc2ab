// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The two connectors of a task as Kafka Connect's REST interface takes them: with names, converters and, if bad records are
 * to be kept, a dead letter topic. Passwords are as they were given.
 *
 * @param source configuration of the source connector
 * @param sink configuration of the sink connector
 */
public record ConnectDocuments(Map<String, String> source, Map<String, String> sink) {
    private static final String CONVERTERS = "org.apache.kafka.connect.converters.";
    private static final String TEXT = "org.apache.kafka.connect.storage.StringConverter";
    private static final String BYTES = CONVERTERS + "ByteArrayConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String NAME = "name";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Copies the maps. */
    public ConnectDocuments {
        source = Collections.unmodifiableMap(new LinkedHashMap<>(source));
        sink = Collections.unmodifiableMap(new LinkedHashMap<>(sink));
    }

    /**
     * The connectors {@code NAME-source} and {@code NAME-sink}, with the topic {@code NAME} between them.
     *
     * @param name letters, digits, points, hyphens and underscores
     */
    public static ConnectDocuments of(MappedTask task, String name) {
        Map<String, String> source = new LinkedHashMap<>();
        Map<String, String> sink = new LinkedHashMap<>();
        source.put(NAME, name + "-source");
        sink.put(NAME, name + "-sink");
        source.putAll(task.source());
        sink.putAll(task.sink());
        Topics.rename(source, task.hints().name(), name);
        sink.put("topics", name);
        convert(source, task.source());
        convert(sink, task.source());
        if (task.hints().failures() != null) {
            sink.put("errors.tolerance", "all");
            sink.put("errors.deadletterqueue.topic.name", name + "-failures");
            sink.put("errors.deadletterqueue.context.headers.enable", "true");
        }
        return new ConnectDocuments(source, sink);
    }

    /** The body of {@code POST /connectors} for the source, in lines. */
    public String sourceJson() {
        return json(source);
    }

    /** The body of {@code POST /connectors} for the sink, in lines. */
    public String sinkJson() {
        return json(sink);
    }

    /** Without the values, which contain passwords. */
    @Override
    public String toString() {
        return "ConnectDocuments[source=" + source.keySet() + ", sink=" + sink.keySet() + "]";
    }

    private static void convert(Map<String, String> target, Map<String, String> source) {
        String connector = source.getOrDefault("connector.class", "");
        boolean kafka = connector.endsWith(".KafkaSourceConnector");
        target.put("key.converter", kafka ? BYTES : TEXT);
        String format = source.getOrDefault("payload.format", "bytes");
        boolean mqtt = connector.endsWith(".MqttSourceConnector");
        String value =
                kafka || (mqtt && format.equals("bytes")) ? BYTES : mqtt && format.equals("string") ? TEXT : JSON;
        target.put("value.converter", value);
        if (value.equals(JSON)) {
            target.put("value.converter.schemas.enable", String.valueOf(!mqtt));
        }
        target.put("header.converter", TEXT);
    }

    private static String json(Map<String, String> config) {
        Map<String, String> options = new LinkedHashMap<>(config);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(NAME, String.valueOf(options.remove(NAME)));
        document.put("config", options);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected text that can be written as JSON", e);
        }
    }
}
