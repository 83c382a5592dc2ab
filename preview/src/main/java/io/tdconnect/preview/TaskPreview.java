// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.common.transform.TransformChain;
import io.tdconnect.common.transform.TransformStage;
import io.tdconnect.mqtt.MqttPreview;
import io.tdconnect.tdengine.sink.SinkPreview;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a task would make of samples: for user interfaces that show it while the task is being configured, so that a stage
 * that is not right yet is a result and no exception. For use by one thread.
 */
public final class TaskPreview {
    private static final String MQTT = "MqttSourceConnector";
    private static final Pattern OPTION = Pattern.compile("(?:for|of) (?:configuration|option) ([\\w.-]+)");

    private final Map<String, String> source;
    private final Map<String, String> sink;
    private final @Nullable MqttPreview mqtt;
    private final List<TransformStage<SinkRecord>> ofSource;
    private final @Nullable TopicCrossing crossing;
    private final List<TransformStage<SinkRecord>> ofSink;
    private final @Nullable SinkPreview rows;
    private final @Nullable String sinkProblem;

    /**
     * A sample.
     *
     * @param topic of the server or of Kafka; null if it is not known
     * @param value the payload, or the value as it stands in the topic
     * @param time milliseconds since 1970
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares it
    public record Message(
            @Nullable String topic, @Nullable String key, Map<String, String> headers, byte[] value, long time) {
        /** Headers that cannot be changed. */
        public Message {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * A preview of two configurations.
     *
     * @param source of the MQTT source, whose samples are payloads; of any other one, or empty, for samples as they stand in
     *     the topic
     * @param sink with its transforms
     * @throws ConfigException if the source or a converter is not configured right
     */
    public TaskPreview(Map<String, String> source, Map<String, String> sink) {
        this.source = Map.copyOf(source);
        this.sink = Map.copyOf(sink);
        boolean payloads = source.getOrDefault("connector.class", "").endsWith(MQTT);
        mqtt = payloads ? new MqttPreview(source) : null;
        ofSource = payloads ? stages(source) : List.of();
        try {
            crossing = payloads ? new TopicCrossing(source, new SampleReader(sink)) : null;
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
        ofSink = stages(sink);
        SinkPreview shown = null;
        String problem = null;
        try {
            shown = new SinkPreview(ConnectorFile.withoutConnection(sink));
        } catch (ConfigException e) {
            problem = Preview.reason(e);
        }
        rows = shown;
        sinkProblem = problem;
    }

    /** The stages, one by one: a wrong one does not hide the others. */
    private static List<TransformStage<SinkRecord>> stages(Map<String, String> config) {
        List<TransformStage<SinkRecord>> stages = new ArrayList<>();
        Arrays.stream(config.getOrDefault("transforms", "").split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .forEach(name -> {
                    Map<String, String> one = new HashMap<>(config);
                    one.put("transforms", name);
                    try {
                        stages.addAll(new TransformChain<SinkRecord>(one).stages());
                    } catch (KafkaException e) {
                        stages.add(UnfitStage.of(name, e));
                    }
                });
        return stages;
    }

    /**
     * The results of a sample: one, or one for each record that the source makes of it. Each has the keys {@code input} (the
     * fields before the stages), {@code stages}, {@code rows} and, if it was refused, {@code problem}; values are plain.
     *
     * @param line number of the sample, from 1
     */
    public List<Map<String, @Nullable Object>> results(int line, Message message) {
        List<SinkRecord> records;
        try {
            records = records(line, message);
        } catch (KafkaException | IllegalArgumentException e) {
            return List.of(Map.of(
                    "input", List.of(),
                    "stages", List.of(),
                    "rows", List.of(),
                    "problem", String.valueOf(e.getMessage())));
        }
        Preview preview = new Preview((number, sample) -> List.of(), ofSource, crossing, ofSink, rows);
        return records.stream()
                .map(record -> json(record, preview.run(line, "", record)))
                .toList();
    }

    private List<SinkRecord> records(int line, Message message) {
        if (mqtt != null) {
            String topic = message.topic == null ? mqtt.onlyTopic().orElseGet(this::exampleTopic) : message.topic;
            return new MqttSamples(mqtt, topic, message.time).records(line, message.value);
        }
        String topic = message.topic == null ? "samples" : message.topic;
        return new RecordSamples(
                        new SampleReader(sink),
                        new RecordSamples.Envelope(topic, message.key, message.headers, message.time))
                .records(line, message.value);
    }

    /** A topic that the first filter matches, for samples that were pasted. */
    private String exampleTopic() {
        String first = source.getOrDefault("topics", "").split(",", -1)[0].trim();
        return first.replaceAll("::\\d$", "")
                .replaceAll("^\\$share/[^/]+/", "")
                .replace("+", "sample")
                .replace("#", "sample");
    }

    private Map<String, @Nullable Object> json(SinkRecord record, SampleResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("input", JsonReport.fields(FieldValue.rows(readable(record.value()), record.valueSchema())));
        json.put("stages", result.stages().stream().map(this::stage).toList());
        json.put("rows", result.rows().stream().map(TaskPreview::row).toList());
        String problem = result.problem();
        if (problem == null && sinkProblem != null && !result.dropped() && !result.failed()) {
            problem = sinkProblem;
        }
        if (problem != null) {
            json.put("problem", problem);
            putOption(json, problem);
        }
        return json;
    }

    /** Bytes that are text are shown as text before the first stage. */
    private static @Nullable Object readable(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.indexOf('\uFFFD') < 0 ? text : value;
        }
        return value;
    }

    private Map<String, @Nullable Object> stage(StageResult result) {
        String name = result.stage().name();
        Map<String, @Nullable Object> stage = new LinkedHashMap<>();
        stage.put("name", name);
        stage.put("type", type(name));
        stage.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        if (result.message() != null) {
            stage.put("message", result.message());
            putOption(stage, result.message());
        }
        stage.put("rows", JsonReport.fields(result.rows()));
        return stage;
    }

    private String type(String stage) {
        String option = "transforms." + stage + ".type";
        return sink.getOrDefault(option, source.getOrDefault(option, ""));
    }

    private static void putOption(Map<String, @Nullable Object> target, String message) {
        Matcher option = OPTION.matcher(message);
        if (option.find()) {
            target.put("option", option.group(1));
        }
    }

    private static Map<String, @Nullable Object> row(SinkPreview.PreviewRow row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("database", row.database());
        json.put("stable", row.stable());
        json.put("table", row.table());
        json.put("columns", JsonReport.cells(row.columns()));
        json.put("tags", JsonReport.cells(row.tags()));
        json.put("sql", row.sql());
        return json;
    }
}
