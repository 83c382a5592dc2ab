// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.common.explore.Sample;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import io.tdconnect.preview.TaskPreview;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Samples as the pages have them. */
public final class SampleJson {
    /** The most samples of one call. */
    public static final int MOST = 100;

    /** The most bytes of one sample. */
    public static final int LONGEST = 64 * 1024;

    private SampleJson() {}

    static ObjectNode answer(List<Sample> samples, boolean truncated) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("samples");
        samples.forEach(sample -> list.add(json(sample)));
        answer.put("truncated", truncated);
        return answer;
    }

    static ObjectNode json(Sample sample) {
        ObjectNode json = Json.object();
        json.put("topic", sample.topic());
        json.put("key", sample.key());
        json.put("time", sample.time());
        ObjectNode headers = json.putObject("headers");
        sample.headers().forEach(headers::put);
        putValue(json, sample.value());
        json.put("cut", sample.cut());
        return json;
    }

    /** A record as a sample, with its place. */
    public static ObjectNode json(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode json = json(sample(record));
        json.put("partition", record.partition());
        json.put("offset", record.offset());
        return json;
    }

    /** A record as a sample; no value is an empty one. */
    static Sample sample(ConsumerRecord<byte[], byte[]> record) {
        return new Sample(
                        record.topic(),
                        record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                        record.timestamp(),
                        headers(record),
                        record.value() == null ? new byte[0] : record.value(),
                        false)
                .cutAt(LONGEST);
    }

    /** The headers as text; of equal names the last. */
    public static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static void putValue(ObjectNode json, byte[] value) {
        String text = text(value);
        json.put("text", text);
        if (text == null) {
            json.put("base64", Base64.getEncoder().encodeToString(value));
        }
    }

    /** The text of bytes; null if they are none, also if a character at the end was cut. */
    public static @Nullable String text(byte[] value) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            boolean plain = text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
            return plain ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * The samples that a page has sent back.
     *
     * @throws ApiException if there are too many, or one is too long
     */
    static List<TaskPreview.Message> messages(JsonNode samples) {
        if (!samples.isArray()) {
            throw ApiException.badRequest("Expected a list of samples, found something else");
        }
        if (samples.size() > MOST) {
            throw ApiException.badRequest("Expected at most " + MOST + " samples, found " + samples.size());
        }
        List<TaskPreview.Message> messages = new ArrayList<>();
        samples.forEach(sample -> messages.add(message(sample)));
        return messages;
    }

    private static TaskPreview.Message message(JsonNode sample) {
        byte[] value = value(sample);
        if (value.length > LONGEST) {
            throw ApiException.badRequest(
                    "Expected samples of at most " + LONGEST + " bytes, found one of " + value.length);
        }
        long time = sample.path("time").asLong(0);
        return new TaskPreview.Message(
                sample.path("topic").textValue(),
                sample.path("key").textValue(),
                Json.config(sample.path("headers"), "headers"),
                value,
                time == 0 ? System.currentTimeMillis() : time);
    }

    private static byte[] value(JsonNode sample) {
        if (sample.path("text").isTextual()) {
            return sample.path("text").asText().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(sample.path("base64").asText(""));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("Expected text or base64 in a sample, found something else");
        }
    }
}
