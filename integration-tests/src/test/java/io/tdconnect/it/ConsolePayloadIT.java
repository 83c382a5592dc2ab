// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.it.ScriptedConsole.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples, stages and mapping of a new task in a real browser, over scripted answers. */
@Timeout(300)
class ConsolePayloadIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final ScriptedPages PAGES = new ScriptedPages();

    @Test
    void refusedAndDroppedSamplesAreShownUnderTheirStage() {
        PAGES.console().answer("POST /api/preview", oneDroppedAndOneRefused());
        PAGES.open("#/new");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().clickText("#step-payload button", "From the server");
        PAGES.browser().awaitShown("#step-payload .sample");
        PAGES.browser().click("#step-payload details.menu summary");
        PAGES.browser().clickText("#step-payload .item", "Filter");
        PAGES.browser().type(Browser.option("[data-stage=filter]", "condition"), "v > 1");

        PAGES.browser().awaitShown("[data-stage=filter] .refused-row");
        assertThat(PAGES.browser().find("[data-stage=filter]").getText())
                .contains("1 filtered out", "1 refused", "Sample 2:", "no field v");
        assertThat(PAGES.browser()
                        .find(Browser.option("[data-stage=filter]", "condition"))
                        .getDomAttribute("aria-invalid"))
                .isEqualTo("true");
        JsonNode last = PAGES.console()
                .bodies("POST /api/preview")
                .get(PAGES.console().bodies("POST /api/preview").size() - 1);
        assertThat(last.at("/transforms/transforms.filter.condition").asText()).isEqualTo("v > 1");
        assertThat(last.at("/source/address").isMissingNode()).isTrue();
    }

    private static Map<String, Object> oneDroppedAndOneRefused() {
        return Map.of(
                "samples",
                List.of(
                        Map.of(
                                "stages",
                                List.of(Map.of("name", "filter", "outcome", "dropped", "rows", List.of())),
                                "rows",
                                List.of()),
                        Map.of(
                                "stages",
                                List.of(Map.of(
                                        "name",
                                        "filter",
                                        "outcome",
                                        "failed",
                                        "option",
                                        "condition",
                                        "message",
                                        "no field v",
                                        "rows",
                                        List.of())),
                                "rows",
                                List.of(),
                                "problem",
                                "no field v")),
                "totals",
                Map.of("rows", 0, "dropped", 1, "refused", 1));
    }

    @Test
    void aRuleOfTheMappingBecomesAComputedField() {
        PAGES.open("#/new");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().clickText("#step-payload button", "From the server");
        PAGES.browser().clickText("#step-payload button", "Use suggestion");
        PAGES.browser().type("#step-mapping input[aria-label='Rule v']", "v * 2");
        PAGES.browser().awaitShown("[data-stage=compute]");
        PAGES.browser().type("#step-mapping input[aria-label='Type v']", "DOUBLE");
        PAGES.browser().awaitText("\"transforms\": \"parse,compute,map\"");
        PAGES.browser().awaitText("\"transforms.compute.set\": \"v = v * 2\"");
        PAGES.browser().awaitText("\"transforms.map.columns\": \"ts, v:DOUBLE default 0\"");
        PAGES.browser().type("#step-mapping input[aria-label='Rule v']", "");
        await().atMost(LIMIT)
                .until(() -> !PAGES.browser().find("#step-review").getText().contains("v * 2"));
    }

    @Test
    void samplesThatNeverComeAreSaid() {
        PAGES.console().answer("POST /api/samples", Map.of("samples", List.of(), "truncated", false));
        PAGES.open("#/new");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().clickText("#step-payload button", "From the server");
        PAGES.browser().awaitText("No message came within 10 seconds.");
    }

    @Test
    void binaryAndLargeMessagesAreShownByTheirSize() {
        PAGES.console().answer("POST /api/samples", body -> {
            Map<String, Object> binary = new HashMap<>(Map.of("base64", "AAECAwQF", "headers", Map.of(), "cut", false));
            binary.put("text", null);
            return Answer.of(Map.of(
                    "samples",
                    List.of(binary, Map.of("text", "x".repeat(65_536), "cut", true, "headers", Map.of())),
                    "truncated",
                    true));
        });
        PAGES.open("#/new");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().clickText("#step-payload button", "From the server");
        PAGES.browser().awaitText("6 bytes, not text");
        PAGES.browser().awaitText("cut");
        assertThat(PAGES.browser().overflow()).isZero();
        PAGES.browser().reload();
        PAGES.browser().awaitText("Your draft is back");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ts, id:INT, v:DOUBLE as w default 1.5",
                "$.a[0].b:VARCHAR(20) as b, `a, b`:TIMESTAMP(ms, 'yyyy, MM') as t",
                "$['a:b']:INT as x, *",
                ""
            })
    void theGridWritesColumnsAsItReadThem(String columns) {
        PAGES.open("#/tasks");
        assertThat(PAGES.browser()
                        .runAsync("const m = await import('./js/form/mapping-syntax.js'); return m.written(m.targets("
                                + quoted(columns) + "))"))
                .isEqualTo(columns);
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }
}
