// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.letter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.sample.SampleJson;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that a sink has set aside, with the reasons in its headers.
 *
 * @param value its first bytes
 * @param origin where the record came from; null if that is not known
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record DeadLetter(
        int partition,
        long offset,
        long time,
        Map<String, String> headers,
        byte[] value,
        @Nullable Origin origin) {
    /** What the headers of the worker begin with. */
    static final String OF_WORKER = "__connect.errors.";

    /** What the headers of the sink begin with. */
    static final String OF_SINK = "td.error.";

    private static final int LONGEST_HEX = 2_048;

    /** A place in a topic. */
    record Origin(String topic, int partition, long offset) {}

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = SampleJson.headers(record);
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return new DeadLetter(
                record.partition(),
                record.offset(),
                record.timestamp(),
                headers,
                value.length > SampleJson.LONGEST ? Arrays.copyOf(value, SampleJson.LONGEST) : value,
                origin(headers));
    }

    private static @Nullable Origin origin(Map<String, String> headers) {
        String topic = headers.get(OF_WORKER + "topic");
        String partition = headers.getOrDefault(OF_WORKER + "partition", "");
        String offset = headers.getOrDefault(OF_WORKER + "offset", "");
        return topic != null && partition.matches("\\d{1,9}") && offset.matches("\\d{1,18}")
                ? new Origin(topic, Integer.parseInt(partition), Long.parseLong(offset))
                : null;
    }

    /** Whether the sink of this name has set it aside, as far as the headers say. */
    boolean isOf(String connector) {
        return headers.getOrDefault(OF_WORKER + "connector.name", connector).equals(connector);
    }

    /** Class of its fault: that of the sink, else of the exception. */
    String kind() {
        String ofSink = headers.get(OF_SINK + "class");
        if (ofSink != null) {
            return ofSink;
        }
        String exception = headers.getOrDefault(OF_WORKER + "exception.class.name", "");
        return exception.isEmpty() ? "unknown" : exception.substring(exception.lastIndexOf('.') + 1);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("partition", partition);
        json.put("offset", offset);
        json.put("time", time);
        json.put("class", kind());
        json.put("field", headers.get(OF_SINK + "field"));
        json.put("table", headers.get(OF_SINK + "table"));
        json.put("stage", headers.get(OF_WORKER + "stage"));
        json.put(
                "message",
                Objects.requireNonNullElse(
                        headers.get(OF_WORKER + "exception.message"),
                        "The record has no headers with a reason; set errors.deadletterqueue.context.headers.enable=true"));
        if (origin != null) {
            json.putObject("origin")
                    .put("topic", origin.topic)
                    .put("partition", origin.partition)
                    .put("offset", origin.offset);
        }
        json.put("text", SampleJson.text(value));
        json.put("hex", HexFormat.of().formatHex(value, 0, Math.min(value.length, LONGEST_HEX)));
        return json;
    }
}
