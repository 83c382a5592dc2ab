// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** The page of a new task, filled in by clicks and keys. */
record TaskForm(Browser browser) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    void begin(String name, String kind) {
        browser.type("#task-name", name);
        browser.clickText(".kind-choice", kind);
    }

    void addStage(String name) {
        browser.click("#step-payload details.menu summary");
        browser.clickText("#step-payload .item", name);
    }

    void submit() {
        browser.click("#submit");
        await().atMost(LIMIT).until(() -> browser.address().endsWith("#/tasks"));
    }

    void type(String place, String option, String value) {
        browser.type(Browser.option(place, option), value);
    }

    void openNode(String name) {
        browser.click("#step-collection button[aria-label='Open " + name + "']");
    }

    void checkNode(String name) {
        checkNode("#step-collection", name);
    }

    void checkNode(String step, String name) {
        browser.clickText(step + " .node label", name + " ");
    }
}
