// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.it.ScriptedConsole.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a new task in a real browser, over scripted answers. */
@Timeout(300)
class ConsoleFormIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final ScriptedPages PAGES = new ScriptedPages();

    @Test
    void aWholeTaskIsMadeByClicks() {
        PAGES.console().answer("POST /api/tasks", body -> Answer.of(Map.of("id", "press")));
        PAGES.console()
                .answer(
                        "POST /api/children",
                        body -> Answer.of(Map.of("nodes", List.of(ScriptedPages.node("plant", false)))));
        PAGES.console().answer("POST /api/select", body -> Answer.of(Map.of("options", Map.of("database", "plant"))));

        fillInAndSubmit();

        await().atMost(LIMIT).until(() -> PAGES.browser().address().endsWith("#/tasks"));
        JsonNode sent = PAGES.console().bodies("POST /api/tasks").get(0);
        assertThat(sent.at("/name").asText()).isEqualTo("press");
        assertThat(sent.at("/start").asBoolean()).isTrue();
        assertThat(options(sent.get("source")))
                .containsOnly(
                        Map.entry("connector.class", "x.BusSource"),
                        Map.entry("format", "raw"),
                        Map.entry("address", "bus://a"),
                        Map.entry("password", "secret-7"),
                        Map.entry("filters", "a/#"),
                        Map.entry("topic", "press"));
        assertThat(options(sent.get("sink")))
                .containsEntry("connector.class", "x.BaseSink")
                .containsEntry("database", "plant")
                .containsEntry("topics", "press")
                .containsEntry("value.converter", "Bytes")
                .containsEntry("transforms", "parse,map")
                .containsEntry("transforms.map.columns", "ts, v:INT default 0")
                .containsEntry("transforms.map.tags", "id:INT as device")
                .containsEntry("errors.tolerance", "all")
                .containsEntry("errors.deadletterqueue.topic.name", "press-dead-letters");
    }

    private static void fillInAndSubmit() {
        PAGES.open("#/new");
        PAGES.browser().type("#task-name", "press");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().type(Browser.option("#step-target", "url"), "ws://b");
        PAGES.browser().clickText("#step-target button", "Choose");
        PAGES.browser().click("#step-target .tree input[type=radio]");
        PAGES.browser().type(Browser.option("#step-connection", "address"), "bus://a");
        PAGES.browser().type(Browser.option("#step-connection", "password"), "secret-7");
        PAGES.browser().clickText("#step-connection button", "Check");
        PAGES.browser().awaitText("Everything answers");
        PAGES.browser().type(Browser.option("#step-collection", "filters"), "a/#");
        PAGES.browser().clickText("#step-payload button", "From the server");
        PAGES.browser().clickText("#step-payload button", "Use suggestion");
        PAGES.browser().awaitText("1 row as the target would write it");
        assertThat(PAGES.browser().all("#step-mapping .grid-table tbody tr")).hasSize(3);
        assertThat(PAGES.browser().find("#step-review").getText()).doesNotContain("secret-7");
        PAGES.browser().click("#submit");
    }

    @Test
    void theTopicOfATemplateIsReadByAnExpression() {
        PAGES.open("#/new");
        PAGES.browser().type("#task-name", "old.data");
        PAGES.browser().clickText(".kind-choice", "History");
        PAGES.browser().awaitText("\"topic\": \"old.data.{measurement}\"");
        PAGES.browser().awaitText("\"topics.regex\": \"old\\\\.data\\\\..*\"");
    }

    @Test
    void aConnectorThatNoPluginExplainsHasAFormOfItsOptions() {
        PAGES.console()
                .answer(
                        "GET /api/workers",
                        Map.of(
                                "workers",
                                List.of(),
                                "plugins",
                                List.of(Map.of("class", "x.Other", "type", "source", "version", "1"))));
        PAGES.console()
                .answer(
                        "GET /api/forms/x.Other",
                        Map.of(
                                "groups",
                                List.of(Map.of(
                                        "name",
                                        "Common",
                                        "options",
                                        List.of(
                                                option("x.must", "HIGH", true),
                                                option("x.may", "LOW", false),
                                                option("connector.class", "HIGH", true))))));
        PAGES.open("#/new");
        PAGES.browser().type("#task-name", "mine");
        PAGES.browser().choose("#other-kind", "x.Other");
        PAGES.browser().type(Browser.option("#step-connection", "x.must"), "1");
        PAGES.browser().awaitText("\"x.must\": \"1\"");
        assertThat(PAGES.browser().all("#step-connection td-field")).hasSize(1);
        PAGES.browser().clickText("#step-errors summary", "All options of the source");
        PAGES.browser().type(Browser.option("#step-errors", "x.may"), "2");
        PAGES.browser().awaitText("\"x.may\": \"2\"");
    }

    private static Map<String, Object> option(String name, String importance, boolean required) {
        return Map.of("name", name, "type", "STRING", "doc", "Text.", "importance", importance, "required", required);
    }

    @Test
    void problemsOfTheCheckStandAtTheirFieldsAndTheFirstHasTheFocus() {
        PAGES.console().answer("POST /api/check", problemsOfAddressAndMode());
        PAGES.open("#/new");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().type(Browser.option("#step-connection", "address"), "bus://a");
        PAGES.browser().clickText("#step-connection button", "Check");

        PAGES.browser().awaitText("Nothing answers at bus://a");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(PAGES.browser().focused().getDomAttribute("aria-invalid"))
                        .isEqualTo("true"));
        assertThat(PAGES.browser()
                        .find("#step-connection [data-option=address]")
                        .getText())
                .contains("Nothing answers there.");
        assertThat(PAGES.browser().find("#step-connection .notice.bad").getText())
                .contains("mode", "safe needs a password");
        assertThat(PAGES.browser().accessibilityProblems()).isEmpty();
        PAGES.browser().type(Browser.option("#step-connection", "address"), "bus://b");
        PAGES.browser().awaitGone("#step-connection [data-option=address] .problem");
    }

    private static Map<String, Object> problemsOfAddressAndMode() {
        return Map.of(
                "ok",
                false,
                "ms",
                3,
                "problems",
                List.of(
                        Map.of("option", "address", "cause", "refused", "message", "Nothing answers at bus://a"),
                        Map.of("option", "mode", "cause", "other", "message", "safe needs a password")));
    }

    @Test
    void aReloadKeepsTheDraftButNoSecret() {
        PAGES.open("#/new");
        PAGES.browser().type("#task-name", "kept");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().type(Browser.option("#step-connection", "address"), "bus://a");
        PAGES.browser().type(Browser.option("#step-connection", "password"), "secret-8");
        PAGES.browser().clickText("#step-payload button", "From the server");
        PAGES.browser().clickText("#step-payload button", "Use suggestion");
        PAGES.browser().awaitShown("[data-stage=map] .grid-table");

        assertThat(String.valueOf(
                        PAGES.browser().run("return JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")))
                .contains("bus://a")
                .doesNotContain("secret-8");
        PAGES.browser().reload();

        PAGES.browser().awaitText("Your draft is back as you left it. Passwords are not kept");
        assertThat(PAGES.browser().value("#task-name")).isEqualTo("kept");
        assertThat(PAGES.browser().value(Browser.option("#step-connection", "address")))
                .isEqualTo("bus://a");
        assertThat(PAGES.browser().value(Browser.option("#step-connection", "password")))
                .isEmpty();
        assertThat(PAGES.browser().all("#step-mapping .grid-table tbody tr")).hasSize(3);
        PAGES.browser().clickText("button", "Start afresh");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(PAGES.browser().value("#task-name")).isEmpty());
    }

    @Test
    void ofTwoUsersTheSecondIsToldAndSecretsStaySet() {
        PAGES.console().answer("PUT /api/tasks/line/config", body -> Answer.error(409, "changed", "version v2"));
        PAGES.open("#/edit/line?option=address");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(PAGES.browser().value("#step-connection [data-option=address] input"))
                        .isEqualTo("bus://a"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(PAGES.browser().focused().getDomProperty("value"))
                        .isEqualTo("bus://a"));
        PAGES.browser().click("#submit");
        PAGES.browser().awaitText("Somebody else has changed this task.");
        JsonNode sent = PAGES.console().bodies("PUT /api/tasks/line/config").get(0);
        assertThat(sent.at("/version").asText()).isEqualTo("v1");
        assertThat(sent.at("/source/password").isNull()).isTrue();
        assertThat(sent.at("/sink/transforms.parse.type").asText()).isEqualTo("x.ParseText$Value");
    }

    @Test
    void fiftyThousandNodesComeByPagesAndChoicesGoToTheServer() {
        PAGES.console().answer("POST /api/children", body -> {
            int from = body.path("cursor").asInt();
            List<Object> nodes = new ArrayList<>();
            IntStream.range(from, from + 1000)
                    .forEach(i -> nodes.add(
                            ScriptedPages.node("sensor-" + i, body.path("node").isMissingNode())));
            return Answer.of(Map.of("nodes", nodes, "cursor", String.valueOf(from + 1000)));
        });
        PAGES.open("#/new");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().clickText("#step-collection button", "Browse");
        PAGES.browser().click("#step-collection .tree > ul > li:last-child > button");
        await().atMost(LIMIT)
                .until(() -> PAGES.browser().all("#step-collection .tree .node").size() == 2000);
        PAGES.browser().click("#step-collection button[aria-label='Open sensor-0']");
        await().atMost(LIMIT)
                .until(() -> PAGES.browser().all("#step-collection .tree .node").size() == 3000);
        PAGES.browser().type("#step-collection input[type=search]", "sensor-1999");
        PAGES.browser().click("#step-collection .tree > ul > li:nth-child(2) > .node input");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(PAGES.browser().value(Browser.option("#step-collection", "filters")))
                        .isEqualTo("chosen/1"));
        assertThat(PAGES.console()
                        .bodies("POST /api/select")
                        .get(0)
                        .at("/nodes")
                        .toString())
                .isEqualTo("[\"sensor-1999\"]");
        PAGES.browser().clickText("#step-collection button", "Count");
        PAGES.browser().awaitText("1,284 objects match now.");
    }

    @Test
    void theLineOfATaskComesWithWhatIsDifferentAndIsGoneAfterAChange() {
        PAGES.console()
                .answer(
                        "POST /api/command",
                        Map.of(
                                "command",
                                "tdconnect run -f bus://a",
                                "notes",
                                List.of("port 6041 is used"),
                                "problems",
                                List.of(Map.of("place", "sink: topics", "message", "no line says this"))));
        PAGES.open("#/new");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().clickText("#step-review button", "Show the command");
        PAGES.browser().awaitText("tdconnect run -f bus://a");
        PAGES.browser().awaitText("port 6041 is used");
        PAGES.browser().awaitText("no line says this");

        PAGES.console().answer("POST /api/command", body -> Answer.error(503, "unavailable", "The worker is gone."));
        PAGES.browser().type("#step-basics input", "other");
        await().atMost(LIMIT).until(() -> !PAGES.browser().pageText().contains("tdconnect run -f bus://a"));
        PAGES.browser().clickText("#step-review button", "Show the command");
        PAGES.browser().awaitText("The worker is gone.");
    }

    @Test
    void anImportBecomesADraft() {
        PAGES.open("#/import");
        PAGES.browser().type("#import-from", "bus://old");
        PAGES.browser().type("#import-to", "base://x");
        PAGES.browser().clickText("button", "Convert");
        PAGES.browser().awaitText("1 thing is done differently");
        PAGES.browser().awaitText("-f, version");
        PAGES.browser().clickText("button", "Open as a new task");
        PAGES.browser().type("dialog input[name=name]", "old");
        PAGES.browser().clickText("dialog button", "Open as a new task");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(PAGES.browser().value(Browser.option("#step-connection", "address")))
                        .isEqualTo("bus://old"));
        assertThat(PAGES.browser().value("#task-name")).isEqualTo("old");
        assertThat(PAGES.browser().value(Browser.option("#step-connection", "password")))
                .isEqualTo("secret-9");
        assertThat(String.valueOf(PAGES.browser().run("return JSON.stringify(sessionStorage)")))
                .contains("bus://old")
                .doesNotContain("secret-9");
    }

    @Test
    void anExpiredLoginIsSaid() {
        PAGES.console().answer("GET /api/kinds", body -> Answer.error(401, "unauthorized", "login"));
        PAGES.open("#/new");
        PAGES.browser().awaitText("Your login has expired.");
    }

    private static Map<String, String> options(JsonNode config) {
        Map<String, String> options = new HashMap<>();
        config.properties()
                .forEach(entry -> options.put(entry.getKey(), entry.getValue().asText()));
        return options;
    }
}
