// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.letter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.http.RouteGroup;
import io.tdconnect.console.http.Routes;
import io.tdconnect.console.sample.Previews;
import io.tdconnect.console.topic.Topics;
import io.tdconnect.preview.TaskPreview;
import io.tdconnect.preview.TopicReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Routes of the records that sinks have set aside. */
public record LetterRoutes(SinkSource sinks, Topics topics) implements RouteGroup {
    private static final String TOPIC = "errors.deadletterqueue.topic.name";
    private static final int USUAL_COUNT = 50;
    private static final int MOST = 100;

    /** So many of the last ones in each partition are looked through. */
    private static final int LOOKED_AT = 1_000;

    @Override
    public void addTo(Routes routes) {
        routes.get("tasks/{id}/dead-letters", this::list).post("tasks/{id}/dead-letters/replay", this::replay);
    }

    private ObjectNode list(Call call) throws InterruptedException {
        ConnectorView sink = sink(call);
        String topic = sink.config().getOrDefault(TOPIC, "");
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        ObjectNode byClass = answer.putObject("byClass");
        answer.put("topic", topic);
        if (topic.isEmpty()) {
            return answer;
        }
        Before before = Before.of(call.parameter("before"));
        int count = (int) Math.max(1, Math.min(MOST, number(call, "count", USUAL_COUNT)));
        String only = call.parameter("class");
        Map<String, Integer> counts = new TreeMap<>();
        Map<Integer, Long> lowest = new TreeMap<>();
        List<DeadLetter> letters = letters(topic, before);
        for (DeadLetter letter : letters) {
            if (items.size() < count) {
                lowest.merge(letter.partition(), letter.offset(), Math::min);
            }
            if (letter.isOf(sink.name())) {
                counts.merge(letter.kind(), 1, Integer::sum);
                if (items.size() < count && (only == null || only.isEmpty() || only.equals(letter.kind()))) {
                    items.add(letter.json());
                }
            }
        }
        counts.forEach(byClass::put);
        boolean more = items.size() == count || letters.size() >= LOOKED_AT;
        answer.put("next", more && !lowest.isEmpty() ? before.and(lowest) : null);
        return answer;
    }

    /** The last ones, the newest first; none if nothing was set aside yet, so that there is no topic. */
    private List<DeadLetter> letters(String topic, Before before) throws InterruptedException {
        try {
            TopicReader.Start start = (partition, first, end) ->
                    Math.max(first, Math.min(before.in(partition.partition()), end) - LOOKED_AT);
            List<DeadLetter> letters =
                    new ArrayList<>(topics.read(reader -> reader.read(topic, start, LOOKED_AT, DeadLetter::of)));
            letters.removeIf(letter -> letter.offset() >= before.in(letter.partition()));
            Collections.reverse(letters);
            return letters;
        } catch (ApiException e) {
            if (e.code().equals("not_found")) {
                return List.of();
            }
            throw e;
        }
    }

    private ObjectNode replay(Call call) throws InterruptedException {
        ConnectorView sink = sink(call);
        ObjectNode body = call.json();
        List<Replay> chosen = chosen(sink, body.path("items"));
        if (body.path("dryRun").asBoolean(true)) {
            List<TaskPreview.Message> messages =
                    chosen.stream().map(Replay::message).toList();
            return Previews.answer(messages, new Previews.Configs(Map.of(), sink.config()));
        }
        topics.send(chosen.stream().map(Replay::record).toList());
        return Json.object().put("sent", chosen.size());
    }

    private List<Replay> chosen(ConnectorView sink, JsonNode items) throws InterruptedException {
        String topic = sink.config().getOrDefault(TOPIC, "");
        if (topic.isEmpty()) {
            throw ApiException.ofOption(TOPIC, "Expected a topic for dead letters in the sink, found none", null);
        }
        if (!items.isArray() || items.isEmpty() || items.size() > MOST) {
            throw ApiException.badRequest("Expected 1 to " + MOST + " records in items, found "
                    + (items.isArray() ? items.size() : "something else"));
        }
        List<Replay> chosen = new ArrayList<>();
        for (JsonNode item : items) {
            chosen.add(Replay.of(
                    topics,
                    new DeadLetter.Origin(
                            topic,
                            item.path("partition").asInt(-1),
                            item.path("offset").asLong(-1)),
                    item.path("text").textValue()));
        }
        return chosen;
    }

    private ConnectorView sink(Call call) throws InterruptedException {
        ConnectorView sink = sinks.sink(call.variable("id"));
        if (sink == null) {
            throw ApiException.notFound("The task has no sink, and so no dead letters");
        }
        return sink;
    }

    private static long number(Call call, String name, long absent) {
        String text = call.parameter(name);
        if (text == null || text.isEmpty()) {
            return absent;
        }
        if (!text.matches("\\d{1,18}")) {
            throw ApiException.badRequest("Expected a number in " + name + ", found something else");
        }
        return Long.parseLong(text);
    }
}
