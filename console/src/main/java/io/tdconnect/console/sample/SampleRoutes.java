// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.ExploredFile;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Matches;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.Sample;
import io.tdconnect.common.explore.SampleLimits;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.console.form.Kinds;
import io.tdconnect.console.form.SecretSource;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Download;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.http.RouteGroup;
import io.tdconnect.console.http.Routes;
import io.tdconnect.console.topic.Topics;
import io.tdconnect.preview.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Routes of what the server behind a connector has, and of samples.
 *
 * @param secrets of tasks, for configurations of pages that do not have them
 */
public record SampleRoutes(Kinds kinds, SecretSource secrets, Topics topics) implements RouteGroup {
    private static final int USUAL_COUNT = 10;
    private static final int USUAL_SECONDS = 10;
    private static final int LONGEST_SECONDS = 25;

    @Override
    public void addTo(Routes routes) {
        routes.post("samples", this::samples)
                .post("samples/topic", this::ofTopic)
                .post("upload", SampleRoutes::upload)
                .post("children", this::children)
                .post("select", this::select)
                .post("matches", this::matches)
                .post("file", this::file)
                .post("preview", call -> Previews.answer(call.json(), configs(call)))
                .post("suggest", this::suggest);
    }

    private ObjectNode samples(Call call) throws InterruptedException {
        ObjectNode body = call.json();
        SampleLimits limits = new SampleLimits(
                within(body, "count", USUAL_COUNT, SampleJson.MOST),
                Duration.ofSeconds(within(body, "seconds", USUAL_SECONDS, LONGEST_SECONDS)),
                SampleJson.LONGEST);
        Samples found = ask(body, (explorer, config) -> explorer.samples(config, limits));
        return SampleJson.answer(found.samples(), found.more());
    }

    private ObjectNode ofTopic(Call call) throws InterruptedException {
        ObjectNode body = call.json();
        String topic = body.path("topic").asText("");
        if (topic.isEmpty()) {
            throw ApiException.badRequest("Expected the name of a topic, found none");
        }
        int count = within(body, "count", USUAL_COUNT, SampleJson.MOST);
        JsonNode position = body.path("position");
        boolean last = position.asText("latest").equals("latest");
        TopicReader.Start start = last ? TopicReader.Start.last(count) : TopicReader.Start.first();
        List<ObjectNode> records = topics.read(reader -> position.isIntegralNumber()
                ? reader.since(topic, position.asLong(), count, SampleJson::json)
                : reader.read(topic, start, count, SampleJson::json));
        int from = last ? Math.max(0, records.size() - count) : 0;
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("samples");
        records.subList(from, Math.min(records.size(), from + count)).forEach(list::add);
        answer.put("truncated", records.size() > list.size());
        return answer;
    }

    private static ObjectNode upload(Call call) {
        Samples found = SampleFile.read(Objects.requireNonNullElse(call.parameter("format"), "lines"), call.body());
        List<Sample> samples = found.samples();
        return SampleJson.answer(samples, found.more());
    }

    private ObjectNode children(Call call) throws InterruptedException {
        ObjectNode body = call.json();
        Listing level = ask(
                body,
                (explorer, config) -> explorer.children(
                        config,
                        body.path("node").textValue(),
                        body.path("cursor").textValue()));
        ObjectNode answer = Json.object();
        nodes(answer.putArray("nodes"), level.nodes());
        answer.put("cursor", level.cursor());
        return answer;
    }

    private ObjectNode select(Call call) throws InterruptedException {
        ObjectNode body = call.json();
        List<String> nodes = new ArrayList<>();
        body.path("nodes").forEach(node -> nodes.add(node.asText()));
        ObjectNode answer = Json.object();
        ObjectNode options = answer.putObject("options");
        ask(body, (explorer, config) -> explorer.select(config, nodes)).forEach(options::put);
        return answer;
    }

    private ObjectNode matches(Call call) throws InterruptedException {
        Matches found = ask(call.json(), ServerExplorer::matches);
        ObjectNode answer = Json.object();
        answer.put("count", found.count());
        nodes(answer.putArray("first"), found.first());
        return answer;
    }

    private Download file(Call call) throws InterruptedException {
        ExploredFile file = ask(call.json(), ServerExplorer::file);
        return new Download(file.name(), file.mediaType(), file.content());
    }

    private ObjectNode suggest(Call call) {
        ObjectNode body = call.json();
        Map<String, String> source = Json.config(body.path("source"), "source");
        Kind kind = kinds.ofClass(source.getOrDefault("connector.class", ""));
        return new Suggestion(
                        SampleJson.messages(body.path("samples")),
                        source,
                        kind == null ? Map.of() : kind.sinkDefaults())
                .json();
    }

    /** The configurations of both sides, with the transforms in that of the sink. */
    private static Previews.Configs configs(Call call) {
        ObjectNode body = call.json();
        Map<String, String> sink = new HashMap<>(Json.config(body.path("sink"), "sink"));
        sink.putAll(Json.config(body.path("transforms"), "transforms"));
        return new Previews.Configs(Json.config(body.path("source"), "source"), sink);
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(ServerExplorer explorer, Map<String, String> config) throws ExploreException, InterruptedException;
    }

    private <T> T ask(ObjectNode body, Question<T> question) throws InterruptedException {
        ServerExplorer explorer = kinds.explorer(body.path("kind").asText(""));
        Map<String, String> config = secrets.filled(
                Json.config(body.path("config"), "config"),
                body.path("config"),
                body.path("task").asText(""));
        try {
            return question.ask(explorer, config);
        } catch (ExploreException e) {
            throw ApiException.ofOption(e.option(), e.text(), e.fix());
        } catch (UnsupportedOperationException e) {
            throw ApiException.badRequest("The kind " + explorer.kind().id() + " cannot answer this");
        }
    }

    private static int within(ObjectNode body, String name, int absent, int most) {
        return Math.max(1, Math.min(most, body.path(name).asInt(absent)));
    }

    private static void nodes(ArrayNode target, List<Node> nodes) {
        for (Node node : nodes) {
            ObjectNode json = target.addObject();
            json.put("id", node.id());
            json.put("name", node.name());
            json.put("type", node.type());
            ObjectNode details = json.putObject("details");
            node.details().forEach(details::put);
            json.put("hasChildren", node.hasChildren());
            json.put("selectable", node.selectable());
        }
    }
}
