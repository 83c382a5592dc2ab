// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.mqtt.SparkplugNode.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads Sparkplug B messages, with the names and types that births have given to aliases; for use by one thread.
 *
 * <p>A metric whose birth was not seen keeps its alias, and has no name. Source: Sparkplug specification 3.0.
 */
final class SparkplugReader implements PayloadReader {
    private final SparkplugRecords records;
    private final @Nullable RebirthRequests rebirths;
    private final Counters counters;
    private final Map<String, SparkplugNode> nodes = new HashMap<>();

    /** A reader that knows no edge node yet; without {@code rebirths} it waits for births. */
    SparkplugReader(SparkplugRecords records, @Nullable RebirthRequests rebirths, Counters counters) {
        this.records = records;
        this.rebirths = rebirths;
        this.counters = counters;
    }

    @Override
    public List<SchemaAndValue> read(MqttMessage message, byte[] bytes) throws BadMessageException {
        SparkplugTopic topic = SparkplugTopic.parse(message.topic());
        if (topic == null) {
            return List.of();
        }
        SparkplugPayload payload = SparkplugPayload.parse(bytes);
        SparkplugNode node =
                nodes.computeIfAbsent(topic.group() + "/" + topic.node(), name -> new SparkplugNode(counters));
        node.observe(topic, payload, message.duplicate());

        Map<String, @Nullable Object> whole = fields(topic, payload, message);
        List<Map<String, @Nullable Object>> metrics = new ArrayList<>();
        boolean undefined = false;
        for (SparkplugMetric metric : topic.isDeath() ? List.<SparkplugMetric>of() : payload.metrics()) {
            Definition definition = node.definition(topic, metric);
            undefined |= definition == null && (metric.name() == null || metric.datatype() == 0);
            metrics.add(fields(metric, definition));
        }
        if (undefined) {
            counters.sparkplugUnknown.increment();
            if (rebirths != null) {
                rebirths.request(topic, message.receivedAt());
            }
        }
        return values(whole, metrics);
    }

    private List<SchemaAndValue> values(
            Map<String, @Nullable Object> whole, List<Map<String, @Nullable Object>> metrics) {
        if (records == SparkplugRecords.PAYLOAD) {
            whole.put("metrics", metrics);
        }
        if (records == SparkplugRecords.PAYLOAD || metrics.isEmpty()) {
            return List.of(new SchemaAndValue(null, whole));
        }
        List<SchemaAndValue> values = new ArrayList<>(metrics.size());
        for (Map<String, @Nullable Object> metric : metrics) {
            Map<String, @Nullable Object> value = new LinkedHashMap<>(whole);
            value.putAll(metric);
            values.add(new SchemaAndValue(null, value));
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
        if (topic.isOfNode() && topic.isDeath()) {
            putIfPresent(fields, "bd_seq", payload.number(SparkplugNode.BD_SEQ));
        }
        return fields;
    }

    private static Map<String, @Nullable Object> fields(SparkplugMetric metric, @Nullable Definition definition)
            throws BadMessageException {
        int type = metric.datatype() == 0 && definition != null ? definition.datatype() : metric.datatype();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        putIfPresent(fields, "timestamp", metric.timestamp());
        putIfPresent(fields, "metric", definition == null ? metric.name() : definition.name());
        putIfPresent(fields, "alias", metric.alias());
        if (SparkplugType.of(type) != SparkplugType.UNKNOWN) {
            fields.put("datatype", SparkplugType.of(type).spelling());
        }
        fields.put("value", SparkplugType.value(type, metric.wireValue()));
        if (metric.historical()) {
            fields.put("historical", true);
        }
        if (metric.isTransient()) {
            fields.put("transient", true);
        }
        if (!metric.properties().isEmpty()) {
            fields.put("properties", metric.properties());
        }
        return fields;
    }

    private static void putIfPresent(Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
