// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.connect.KafkaCluster;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Shows where tasks stand, and moves stopped ones. */
record TaskOffsets(Connectors connectors, TaskWatch watch, KafkaCluster kafka) {
    /** Where both sides stand. */
    ObjectNode read(Call call) throws InterruptedException {
        return read(watch.task(call.variable("id")));
    }

    private ObjectNode read(Task task) throws InterruptedException {
        ObjectNode json = Json.object();
        json.putArray("source");
        json.putArray("sink");
        for (ConnectorView side : task.sides()) {
            json.set(side.source() ? "source" : "sink", connectors.offsets(side.name()));
        }
        return json;
    }

    /** Moves a stopped task to given offsets. */
    ObjectNode change(Call call) throws InterruptedException {
        Task task = stopped(call);
        ObjectNode body = call.json();
        for (ConnectorView side : task.sides()) {
            JsonNode offsets = body.path(side.source() ? "source" : "sink");
            if (offsets instanceof ArrayNode list && !list.isEmpty()) {
                connectors.setOffsets(side.name(), list);
                watch.events().add("INFO", side.name(), "offsets changed by " + call.user());
            }
        }
        return read(task);
    }

    /** Moves the sink of a stopped task to the first records at or after a time; the source stays where it is. */
    ObjectNode moveToTime(Call call) throws InterruptedException {
        Instant time = time(call.json().path("time"));
        Task task = stopped(call);
        ConnectorView sink = task.sink();
        if (sink == null) {
            throw ApiException.badRequest(
                    "Expected a task with a sink, since only records in Kafka have a time; the source"
                            + " of this one is moved by its offsets");
        }
        ArrayNode offsets = Json.MAPPER.createArrayNode();
        kafka.offsetsAt(kafka.topics(sink.config()), time.toEpochMilli()).forEach((place, offset) -> {
            ObjectNode each = offsets.addObject();
            each.putObject("partition").put("kafka_topic", place.topic()).put("kafka_partition", place.partition());
            each.putObject("offset").put("kafka_offset", offset);
        });
        if (!offsets.isEmpty()) {
            connectors.setOffsets(sink.name(), offsets);
        }
        watch.events().add("INFO", sink.name(), "moved to " + time + " by " + call.user());
        return read(task);
    }

    private static Instant time(JsonNode time) {
        if (time.isIntegralNumber() && time.canConvertToLong() && time.asLong() >= 0) {
            return Instant.ofEpochMilli(time.asLong());
        }
        try {
            return OffsetDateTime.parse(time.asText("")).toInstant();
        } catch (DateTimeException e) {
            throw ApiException.badRequest(
                    "Expected a time such as 2026-01-01T00:00:00Z, or milliseconds since 1970, found something else");
        }
    }

    private Task stopped(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        if (!task.isStopped()) {
            throw new ApiException(409, "not_stopped", "Expected a stopped task, since Connect moves no other one");
        }
        return task;
    }
}
