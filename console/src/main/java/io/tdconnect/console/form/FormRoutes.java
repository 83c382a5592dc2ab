// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.http.RouteGroup;
import io.tdconnect.console.http.Routes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes of kinds, forms and the check of a configuration.
 *
 * @param secrets of tasks, for configurations of pages that do not have them
 */
public record FormRoutes(Connectors connectors, Kinds kinds, Forms forms, SecretSource secrets) implements RouteGroup {
    @Override
    public void addTo(Routes routes) {
        routes.get("kinds", call -> kinds.json())
                .get(
                        "kinds/{id}/form",
                        call -> forms.connector(
                                kinds.explorer(call.variable("id")).kind().connectorClass()))
                .get("forms/{class}", call -> forms.connector(call.variable("class")))
                .get("transforms", call -> forms.transforms())
                .post("check", this::check);
    }

    private ObjectNode check(Call call) throws InterruptedException {
        ObjectNode body = call.json();
        Map<String, String> config = new HashMap<>(secrets.filled(
                Json.config(body.path("config"), "config"),
                body.path("config"),
                body.path("task").asText("")));
        config.putIfAbsent("name", "check");
        long start = System.nanoTime();
        Map<String, List<String>> problems = connectors.problems(config);
        ObjectNode answer = Json.object();
        answer.put("ok", problems.isEmpty());
        answer.put("ms", (System.nanoTime() - start) / 1_000_000);
        ArrayNode list = answer.putArray("problems");
        problems.forEach((option, messages) -> messages.forEach(message -> list.addObject()
                .put("option", option)
                .put("cause", Cause.of(message).word())
                .put("message", message)));
        return answer;
    }
}
