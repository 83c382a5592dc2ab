// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import static io.tdconnect.mqtt.sparkplug.SparkplugValues.putIfPresent;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.payload.PayloadReader;
import io.tdconnect.mqtt.payload.ProducerLimit;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.sparkplug.SparkplugOptions.SparkplugRecords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads Sparkplug B messages, with the names and types that births have defined; for use by one thread.
 *
 * <p>Without a birth a metric keeps its alias, and its value is null if its bits cannot be read without the type.
 * Source: Sparkplug specification 3.0.
 */
public final class SparkplugReader implements PayloadReader {
    private final SparkplugRecords records;
    private final @Nullable RebirthRequests rebirths;
    private final SparkplugNodeCache nodes;
    private final MqttMetrics taskMetrics;

    /** A reader with the births of {@code nodes}; without {@code rebirths} it asks for no others. */
    public SparkplugReader(
            SparkplugRecords records,
            @Nullable RebirthRequests rebirths,
            SparkplugNodeCache nodes,
            MqttMetrics taskMetrics) {
        this.records = records;
        this.rebirths = rebirths;
        this.nodes = nodes;
        this.taskMetrics = taskMetrics;
    }

    @Override
    public List<SchemaAndValue> readValues(MqttMessage message, byte[] bytes) throws BadMessageException {
        SparkplugTopic topic = SparkplugTopic.parse(message.topic());
        if (topic == null) {
            return List.of();
        }
        SparkplugPayload payload = SparkplugPayload.parse(bytes);
        ProducerLimit.checkCount(payload.metrics().size());
        SparkplugNode node = nodes.observe(topic, payload, message.duplicate());
        try {
            return read(topic, node, payload, message);
        } finally {
            nodes.trim();
        }
    }

    private List<SchemaAndValue> read(
            SparkplugTopic topic, SparkplugNode node, SparkplugPayload payload, MqttMessage message)
            throws BadMessageException {
        Map<String, @Nullable Object> whole = fields(topic, payload, message);
        List<Map<String, @Nullable Object>> metrics = new ArrayList<>();
        boolean undefined = false;
        for (SparkplugMetric metric : topic.isDeath() ? List.<SparkplugMetric>of() : payload.metrics()) {
            SparkplugDefinition born = node.definition(topic, metric);
            undefined |= born == null && (metric.name(null) == null || metric.datatype() == 0);
            metrics.add(fields(metric, born, node));
        }
        if (undefined) {
            taskMetrics.sparkplugUnknown.increment();
            if (rebirths != null) {
                rebirths.request(topic, node, message.receivedAt());
            }
        }
        return values(whole, metrics, payload.body());
    }

    private List<SchemaAndValue> values(
            Map<String, @Nullable Object> whole, List<Map<String, @Nullable Object>> metrics, byte @Nullable [] body) {
        if (records == SparkplugRecords.PAYLOAD) {
            whole.put("metrics", metrics);
        }
        List<SchemaAndValue> values = new ArrayList<>(metrics.size() + 1);
        if (records == SparkplugRecords.METRIC) {
            for (Map<String, @Nullable Object> metric : metrics) {
                Map<String, @Nullable Object> value = new LinkedHashMap<>(whole);
                value.putAll(metric);
                values.add(new SchemaAndValue(null, value));
            }
        }
        // The body gets a record of its own, because the record of each metric would repeat it.
        if (values.isEmpty() || body != null) {
            putIfPresent(whole, "body", body);
            values.add(new SchemaAndValue(null, whole));
        }
        return values;
    }

    private static Map<String, @Nullable Object> fields(
            SparkplugTopic topic, SparkplugPayload payload, MqttMessage message) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("group_id", topic.group());
        fields.put("edge_node_id", topic.node());
        putIfPresent(fields, "device_id", topic.device());
        fields.put("message_type", topic.type());
        fields.put("timestamp", payload.timestamp() == null ? (Object) message.receivedAt() : payload.timestamp());
        putIfPresent(fields, "seq", payload.seq());
        putIfPresent(fields, "uuid", payload.uuid());
        if (topic.isOfNode() && topic.isDeath()) {
            putIfPresent(fields, "bd_seq", payload.number(SparkplugNode.BD_SEQ));
        }
        return fields;
    }

    private static Map<String, @Nullable Object> fields(
            SparkplugMetric metric, @Nullable SparkplugDefinition born, SparkplugNode node) throws BadMessageException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        putIfPresent(fields, "timestamp", metric.timestamp());
        putIfPresent(fields, "metric", metric.name(born));
        putIfPresent(fields, "alias", metric.alias());
        SparkplugType type = SparkplugType.of(metric.datatype(born));
        if (type != SparkplugType.UNKNOWN) {
            fields.put("datatype", type.spelling());
        }
        fields.put("value", metric.value(born, node::template));
        metric.addAttributes(fields, born);
        return fields;
    }
}
