// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.it.ScriptedConsole.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** All pages in a real browser, over scripted answers: faults, sizes, languages, access without a mouse. */
@Timeout(300)
class ConsolePagesIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SCRIPT =
            "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";

    @RegisterExtension
    static final ScriptedPages PAGES = new ScriptedPages();

    @ParameterizedTest
    @CsvSource({
        "#/tasks, table.tasks",
        "#/task/line, td-chart canvas",
        "#/new, input[name=kind]",
        "#/edit/line, #step-review pre",
        "#/letters, td-letters-page table",
        "#/letters/line, td-letters-page article",
        "#/import, #import-from",
        "#/workers, td-workers-page table",
        "#/nothing, .empty"
    })
    void everyPageIsAccessibleInBothColoursAndFitsNarrowAndWideWindows(String hash, String shown) {
        PAGES.open(hash);
        PAGES.browser().awaitShown(shown);
        for (boolean dark : new boolean[] {false, true}) {
            PAGES.browser().dark(dark);
            for (int width : new int[] {320, 1280, 2560}) {
                PAGES.browser().size(width, 900);
                assertThat(PAGES.browser().overflow())
                        .as("%s at %s", hash, width)
                        .isLessThanOrEqualTo(0);
            }
            PAGES.browser().size(1280, 900);
            assertThat(PAGES.browser().accessibilityProblems())
                    .as("%s, dark %s", hash, dark)
                    .isEmpty();
        }
        PAGES.browser().size(320, 900);
        assertThat(PAGES.browser().accessibilityProblems())
                .as("%s at 320", hash)
                .isEmpty();
        assertThat(PAGES.browser().complaints())
                .filteredOn(one -> !one.contains("404"))
                .isEmpty();
    }

    @Test
    void scriptInNamesAndMessagesIsShownAsText() {
        Map<String, Object> evil = new HashMap<>(ScriptedPages.task(SCRIPT, "Fatal"));
        evil.put("topic", SCRIPT);
        PAGES.console().tasks(List.of(evil));
        PAGES.console()
                .answer(
                        "POST /api/samples",
                        Map.of(
                                "samples",
                                List.of(Map.of("topic", SCRIPT, "text", SCRIPT, "headers", Map.of())),
                                "truncated",
                                false));
        PAGES.console()
                .answer(
                        "POST /api/suggest",
                        Map.of(
                                "fields",
                                List.of(Map.of("path", SCRIPT, "type", "x")),
                                "timestamp",
                                List.of(Map.of("path", SCRIPT, "unit", "ms")),
                                "tags",
                                List.of(SCRIPT),
                                "transforms",
                                Map.of()));
        PAGES.console().answer("POST /api/check", body -> Answer.error(400, "bad", SCRIPT));

        PAGES.open("#/tasks");
        PAGES.browser().awaitText(SCRIPT);
        PAGES.open("#/letters/line");
        PAGES.browser().awaitText("found <b>bold</b>");
        PAGES.open("#/new");
        PAGES.browser().clickText(".kind-choice", "Bus");
        PAGES.browser().clickText("#step-payload button", "From the server");
        PAGES.browser().clickText("#step-connection button", "Check");
        PAGES.browser().awaitText(SCRIPT);
        PAGES.browser().awaitShown(".suggestion");
        assertThat(PAGES.browser().run("return document.title")).isNotEqualTo("taken");
        assertThat(PAGES.browser().all("main img")).isEmpty();
    }

    @Test
    void aLostWorkerIsSaidAndThePageComesBackByItself() throws Exception {
        PAGES.open("#/tasks");
        PAGES.browser().awaitShown("table.tasks");
        PAGES.console().answer("GET /api/tasks/stream", body -> Answer.error(503, "connect_unreachable", "away"));
        PAGES.console().drop();
        PAGES.browser().awaitText("does not answer");
        PAGES.console().forget("GET /api/tasks/stream");
        PAGES.console().tasks(List.of(ScriptedPages.task("back-again", "Ready")));
        PAGES.browser().awaitText("back-again");
        PAGES.browser().awaitGone(".banner");

        PAGES.console().send("gone", Map.of());
        PAGES.browser().awaitText("Kafka Connect cannot be reached");
        PAGES.console().tasks(List.of(ScriptedPages.task("again", "Ready")));
        PAGES.browser().awaitGone(".banner");
    }

    @Test
    void aCallWaitsWhileConnectRebalances() {
        AtomicInteger calls = new AtomicInteger();
        PAGES.console()
                .answer(
                        "POST /api/tasks/line/stop",
                        body -> calls.incrementAndGet() < 3
                                ? new Answer(
                                        409,
                                        Map.of("error", Map.of("code", "rebalancing", "message", "wait")),
                                        Map.of("Retry-After", "1"))
                                : Answer.of(Map.of()));
        PAGES.open("#/tasks");
        PAGES.browser().click("button[aria-label='Stop line']");
        PAGES.browser().awaitText("line stops.");
        assertThat(calls).hasValue(3);
    }

    @Test
    void aTaskDeletedElsewhereIsSaid() {
        PAGES.open("#/task/line");
        PAGES.browser().awaitShown(".tiles");
        PAGES.console().answer("GET /api/tasks/line", body -> Answer.error(404, "not_found", "gone"));
        PAGES.browser().awaitText("There is no task line.");
    }

    @Test
    void fiveHundredTasksCanBeFilteredAndSorted() {
        List<Object> tasks = new ArrayList<>();
        IntStream.range(0, 500)
                .forEach(i -> tasks.add(ScriptedPages.task("task-" + i, i == 77 ? "SinkError" : "Ready")));
        PAGES.console().tasks(tasks);
        PAGES.open("#/tasks");
        PAGES.browser().awaitText("500 tasks");
        PAGES.browser().clickText("th button", "Health");
        await().atMost(LIMIT)
                .until(() -> PAGES.browser()
                        .all("table.tasks tbody th a")
                        .get(0)
                        .getText()
                        .equals("task-77"));
        PAGES.browser().clickText(".chip", "Target error");
        await().atMost(LIMIT)
                .until(() -> PAGES.browser().all("table.tasks tbody tr").size() == 1);
        PAGES.browser().clickText(".chip", "All");
        PAGES.browser().type(".search input", "task-49");
        await().atMost(LIMIT)
                .until(() -> PAGES.browser().all("table.tasks tbody tr").size() == 11);
    }

    @Test
    void aTaskIsDeletedOnlyAfterAQuestion() {
        PAGES.console().answer("DELETE /api/tasks/line", Map.of());
        PAGES.open("#/tasks");
        PAGES.browser().click("summary[aria-label='More for line']");
        PAGES.browser().clickText(".item", "Delete");
        PAGES.browser().awaitShown("dialog[open]");
        assertThat(PAGES.browser().accessibilityProblems()).isEmpty();
        PAGES.browser().press(Keys.ESCAPE);
        PAGES.browser().awaitGone("dialog[open]");
        assertThat(PAGES.console().bodies("DELETE /api/tasks/line")).isEmpty();
        PAGES.browser().click("summary[aria-label='More for line']");
        PAGES.browser().clickText(".item", "Delete");
        PAGES.browser().click("dialog input[type=checkbox]");
        PAGES.browser().clickText("dialog button", "Delete");
        PAGES.browser().awaitText("line is deleted.");
    }

    @Test
    void deadLettersAreCorrectedTriedAndReplayed() {
        PAGES.console()
                .answer(
                        "POST /api/tasks/line/dead-letters/replay",
                        body -> Answer.of(
                                body.at("/dryRun").asBoolean()
                                        ? Map.of(
                                                "items",
                                                List.of(Map.of(
                                                        "rows",
                                                        List.of(Map.of(
                                                                "table",
                                                                "d1",
                                                                "columns",
                                                                List.of(Map.of("name", "id", "value", 1)))))))
                                        : Map.of("sent", 1)));
        PAGES.open("#/letters/line");
        assertThat(PAGES.browser().find("td-letters-page").getText()).contains("00 ff");
        PAGES.browser().type("td-letters-page textarea", "{\"id\":1}");
        PAGES.browser().awaitText("1 message chosen");
        PAGES.browser().clickText("button", "Dry run");
        PAGES.browser().awaitText("1 row would be written.");
        PAGES.browser().clickText("button", "Replay");
        PAGES.browser().awaitText("1 message was sent again.");
        assertThat(PAGES.console().bodies("POST /api/tasks/line/dead-letters/replay"))
                .extracting(body -> body.at("/dryRun").asBoolean() + " " + body.at("/items"))
                .containsExactly(
                        "true [{\"partition\":0,\"offset\":7,\"text\":\"{\\\"id\\\":1}\"}]",
                        "false [{\"partition\":0,\"offset\":7,\"text\":\"{\\\"id\\\":1}\"}]");
    }

    @Test
    void olderDeadLettersComePageByPageWithTheirPlaces() {
        AtomicInteger pages = new AtomicInteger();
        PAGES.console().answer("GET /api/tasks/line/dead-letters", body -> {
            int page = pages.getAndIncrement();
            Map<String, Object> answer =
                    new HashMap<>(Map.of("items", List.of(letter(2, 40 - page)), "byClass", Map.of()));
            answer.put("next", page == 0 ? "2:40" : null);
            return Answer.of(answer);
        });
        PAGES.open("#/letters/line");
        PAGES.browser().awaitText("partition 2, offset 40");
        PAGES.browser().clickText("button", "Older messages");
        PAGES.browser().awaitText("partition 2, offset 39");
        assertThat(PAGES.browser().pageText())
                .contains("partition 2, offset 40")
                .doesNotContain("Older messages");
        assertThat(PAGES.console().queries("GET /api/tasks/line/dead-letters").get(1))
                .contains("before=2:40");
    }

    private static Map<String, Object> letter(int partition, int offset) {
        return Map.of(
                "partition",
                partition,
                "offset",
                offset,
                "time",
                1_700_000_000_000L,
                "class",
                "parse",
                "message",
                "m",
                "text",
                "{}");
    }

    @Test
    void chineseAndDarkAreKept() {
        PAGES.open("#/tasks");
        PAGES.browser().clickText(".settings button", "中文");
        PAGES.browser().awaitText("新建任务");
        PAGES.browser().click(".settings button[aria-label='深色']");
        PAGES.browser().reload();
        PAGES.browser().awaitText("新建任务");
        assertThat(PAGES.browser().run("return document.documentElement.dataset.theme + document.documentElement.lang"))
                .isEqualTo("darkzh-CN");
        assertThat(PAGES.browser().accessibilityProblems()).isEmpty();
        PAGES.browser().run("localStorage.clear()");
    }

    @Test
    void theListIsUsedWithTheKeyboardAlone() {
        PAGES.console().answer("POST /api/tasks/line/start", Map.of());
        PAGES.console().answer("POST /api/tasks/line/stop", Map.of());
        PAGES.open("#/tasks");
        PAGES.browser().awaitShown("table.tasks");
        PAGES.browser().press(Keys.TAB);
        assertThat(PAGES.browser().focused().getText()).isEqualTo("Skip to the content");
        PAGES.browser().press(Keys.ENTER);
        for (int i = 0; i < 30 && !"Stop line".equals(PAGES.browser().focused().getDomAttribute("aria-label")); i++) {
            PAGES.browser().press(Keys.TAB);
        }
        PAGES.browser().press(Keys.ENTER);
        PAGES.browser().awaitText("line stops.");
        PAGES.browser().press(Keys.TAB);
        PAGES.browser().press(Keys.ENTER);
        PAGES.browser().awaitShown("details.menu[open]");
        PAGES.browser().press(Keys.ESCAPE);
        PAGES.browser().awaitGone("details.menu[open] ul");
    }

    @Test
    void aReaderSeesNoButtonsThatChange() {
        PAGES.console().answer("GET /api/info", Map.of("version", "1", "kafkaVersion", "4", "readOnly", true));
        PAGES.open("#/tasks");
        PAGES.browser().awaitShown("table.tasks");
        await().atMost(LIMIT)
                .until(() ->
                        PAGES.browser().all("table.tasks button.icon-button").isEmpty());
    }
}
