// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.Release;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON answer to one request: `code`, `message`, `action`, `req_id`, `timing` and the fields of the action. */
final class Answer implements Reply {
    /** The code of errors of the gateway itself. */
    static final int GATEWAY_ERROR = 0xffff;

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private boolean bare;

    private Answer(int code, String message) {
        json.put("code", code).put("message", message);
    }

    static Answer success() {
        return new Answer(0, "");
    }

    static Answer failure(int code, String message) {
        return new Answer(code, message);
    }

    Answer put(String field, long value) {
        json.put(field, value);
        return this;
    }

    Answer put(String field, boolean value) {
        json.put(field, value);
        return this;
    }

    Answer put(String field, String value) {
        json.put(field, value);
        return this;
    }

    Answer set(String field, JsonNode value) {
        json.set(field, value);
        return this;
    }

    /** Adds a value that already is JSON, or null. */
    Answer raw(String field, @Nullable String value) {
        if (value == null) {
            json.putNull(field);
        } else {
            json.putRawValue(field, new RawValue(value));
        }
        return this;
    }

    /**
     * Adds {@code fields_count}, {@code fields_names}, {@code fields_types}, {@code fields_lengths} and, for gateways
     * since 3.3.7, the the digits of decimals; null for columns of other types.
     */
    Answer fields(List<Column> columns, Release release) {
        json.put("fields_count", columns.size());
        List<String> lists = new ArrayList<>(List.of("fields_names", "fields_types", "fields_lengths"));
        if (release.since(Release.V3_3_7)) {
            lists.addAll(List.of("fields_precisions", "fields_scales"));
        }
        if (columns.isEmpty()) {
            lists.forEach(json::putNull);
            return this;
        }
        ArrayNode names = json.putArray("fields_names");
        ArrayNode types = json.putArray("fields_types");
        ArrayNode lengths = json.putArray("fields_lengths");
        for (Column column : columns) {
            names.add(column.name());
            types.add(column.type().code());
            lengths.add(column.shownLength());
        }
        if (release.since(Release.V3_3_7)) {
            ArrayNode precisions = json.putArray("fields_precisions");
            ArrayNode scales = json.putArray("fields_scales");
            columns.forEach(column -> precisions.add(column.precision()));
            columns.forEach(column -> scales.add(column.scale()));
        }
        return this;
    }

    /** Leaves out {@code req_id} and {@code timing}. */
    Answer bare() {
        bare = true;
        return this;
    }

    /** The finished answer to the request. */
    ObjectNode to(String action, JsonNode reqId, long startedNanos) {
        if (bare) {
            return json.put("action", action);
        }
        return json.put("action", action)
                .<ObjectNode>set("req_id", reqId)
                .put("timing", System.nanoTime() - startedNanos);
    }
}
