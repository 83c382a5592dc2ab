// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.taosx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.http.RouteGroup;
import io.tdconnect.console.http.Routes;
import io.tdconnect.taosx.ConnectDocuments;
import io.tdconnect.taosx.MappedTask;
import io.tdconnect.taosx.TaosxException;
import io.tdconnect.taosx.TaosxTask;
import io.tdconnect.taosx.TaskDocument;
import io.tdconnect.taosx.TaskMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Route of tasks of taosX: what they become here, and what differs. */
public final class TaosxRoutes implements RouteGroup {
    @Override
    public void addTo(Routes routes) {
        routes.post("import/taosx", TaosxRoutes::imported);
    }

    private static ObjectNode imported(Call call) {
        ObjectNode body = call.json();
        ObjectNode answer = Json.object();
        answer.putNull("source").putNull("sink");
        ArrayNode notes = answer.putArray("notes");
        ArrayNode problems = answer.putArray("problems");
        try {
            List<String> ofDocument = new ArrayList<>();
            MappedTask mapped = TaskMapping.map(task(body, ofDocument));
            ConnectDocuments documents =
                    ConnectDocuments.of(mapped, mapped.hints().name());
            answer.put("name", mapped.hints().name());
            answer.set("source", withoutName(documents.source()));
            answer.set("sink", withoutName(documents.sink()));
            ofDocument.forEach(notes::add);
            mapped.notes().forEach(notes::add);
        } catch (TaosxException e) {
            e.problems()
                    .forEach(problem ->
                            problems.addObject().put("place", problem.place()).put("message", problem.message()));
        }
        return answer;
    }

    private static ObjectNode withoutName(Map<String, String> config) {
        ObjectNode json = Json.object();
        config.forEach(json::put);
        json.remove("name");
        return json;
    }

    private static TaosxTask task(ObjectNode body, List<String> notes) {
        if (body.has("task")) {
            List<TaskDocument> documents = TaskDocument.read(body.path("task").toString());
            if (documents.size() != 1) {
                throw ApiException.badRequest("Expected one task, found " + documents.size());
            }
            notes.addAll(documents.get(0).notes());
            return refuseFile(documents.get(0).task());
        }
        List<String> transforms = new ArrayList<>();
        body.path("transforms").forEach(transform -> transforms.add(transform.asText()));
        return refuseFile(
                new TaosxTask(text(body, "from"), text(body, "to"), document(body.path("parser")), transforms, 0));
    }

    /** A page must not read files of the machine on which the console runs. */
    private static TaosxTask refuseFile(TaosxTask task) {
        if (task.parser() != null && task.parser().trim().startsWith("@")) {
            throw ApiException.badRequest("Expected the parser document itself, found @ with the path of a file");
        }
        return task;
    }

    private static String text(ObjectNode body, String name) {
        String text = body.path(name).asText("").trim();
        if (text.isEmpty()) {
            throw ApiException.badRequest("Expected a DSN in " + name + ", found none");
        }
        return text;
    }

    private static @Nullable String document(JsonNode parser) {
        if (parser.isMissingNode() || parser.isNull()) {
            return null;
        }
        String text = parser.isTextual() ? parser.textValue() : parser.toString();
        return text.isBlank() ? null : text;
    }
}
