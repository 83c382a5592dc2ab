// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A browser for a class of tests, and for each test a console with the answers of {@code console-answers.json}. */
final class ScriptedPages implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable Browser browser;
    private @Nullable ScriptedConsole console;

    Browser browser() {
        return Objects.requireNonNull(browser);
    }

    ScriptedConsole console() {
        return Objects.requireNonNull(console);
    }

    /** Opens a page by its hash. */
    void open(String hash) {
        browser().open(console().url(hash));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Browser.assumeAvailable();
        browser = Browser.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        ScriptedConsole started = ScriptedConsole.start();
        console = started;
        try (InputStream stream = ScriptedPages.class.getResourceAsStream("console-answers.json")) {
            JSON.readTree(stream).properties().forEach(entry -> started.answer(entry.getKey(), entry.getValue()));
        }
        started.tasks(List.of(task("line", "Fatal"), task("other", "Idle")));
        browser().size(1280, 900);
        browser().dark(false);
        browser().complaints();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        browser().open("about:blank");
        console().close();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
    }

    static Map<String, Object> node(String name, boolean children) {
        return Map.of(
                "id",
                name,
                "name",
                name,
                "type",
                "Variable",
                "details",
                Map.of(),
                "hasChildren",
                children,
                "selectable",
                true);
    }

    static Map<String, Object> task(String name, String health) {
        return Map.of(
                "id",
                name,
                "name",
                name,
                "source",
                Map.of("connector", name + "-source", "kind", "bus", "state", "RUNNING", "tasks", List.of()),
                "sink",
                Map.of("connector", name + "-sink", "kind", "base", "state", "RUNNING", "tasks", List.of()),
                "health",
                health,
                "rowsPerSecond",
                3,
                "spark",
                List.of(1, 2, 3),
                "lag",
                1,
                "deadLetters",
                2,
                "topic",
                name);
    }
}
