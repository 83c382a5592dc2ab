// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Ports;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.WebElement;

/** Tasks made by clicks in a browser, on a worker with the packaged suite, from real servers to rows in the database. */
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleInBrowserIT {
    /** Figures of the page's own load; bin/bench console measures them with care. */
    private static final String FIRST_PAGE = """
            const loads = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
            const bytes = loads.reduce((sum, load) => sum + load.transferSize, 0);
            const paint = performance.getEntriesByName("first-contentful-paint")[0];
            return Math.round(bytes / 1024) + " KB, first drawn after " + Math.round(paint?.startTime) + " ms";
            """;

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long T0 = 1_600_000_000_000_000_000L;

    @RegisterExtension
    static final AfterTestExecutionCallback PICTURE = ConsoleInBrowserIT::keepWhatWasShown;

    private static Browser browser;
    private static TaskForm form;
    private static Installation installation;
    private static String console;
    private static String mqttDatabase;

    @BeforeAll
    static void start() throws Exception {
        Browser.assumeAvailable();
        // A thread of Milo's logs by an interface that slf4j 1.7 does not have.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        int port = Ports.free();
        console = "http://127.0.0.1:" + port + "/";
        installation = Installation.start(
                Plugins.unpackSuite(),
                LaunchOptions.defaults()
                        .withProperty("rest.extension.classes", "io.tdconnect.console.ConsoleExtension")
                        .withProperty("tdconnect.console.listeners", "http://127.0.0.1:" + port));
        browser = Browser.start();
        form = new TaskForm(browser);
        browser.size(1280, 860);
        browser.open(console + "#/tasks");
        browser.awaitShown("td-tasks-page");
        System.out.println("Console, first page: " + browser.run(FIRST_PAGE));
    }

    @AfterAll
    static void stop() throws Exception {
        Awaitility.reset();
        if (browser != null) {
            browser.close();
        }
        if (installation != null) {
            installation.close();
        }
    }

    @BeforeEach
    void calm() {
        browser.complaints();
    }

    /** The steps 1 to 8 of the explorer's MQTT page: messages are split, filtered and mapped to t_{id}. */
    @Test
    @Order(1)
    void theMqttTaskOfTheExplorersPageIsMadeByClicks() throws Exception {
        String database = installation.tdengine.createDatabase("ms");
        mqttDatabase = database;
        browser.open(console + "#/new");
        form.begin("test_mqtt", "MQTT");
        target(database);
        connectAfterAWrongAddress();
        samplesFromTheServer();
        splitAndFilter();
        form.type("#step-mapping", "table", "t_{id}");
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(browser.find("#step-mapping .rows").getText())
                                .contains("t_2", "message_0", "hello", "message_1", "world"));
        Screenshot.of("new-mapping", browser, "#step-mapping");
        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.find("#step-review").getText()).doesNotContain(installation.mosquitto.password());
        form.submit();

        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            publish(
                    "testtopic/1",
                    "{\"id\": 1, \"message\": \"hello-world\"}",
                    "{\"id\": 2, \"message\": \"hello-world\"}");
            assertThat(texts("SELECT DISTINCT tbname, message_0, message_1 FROM " + stable(database)))
                    .containsExactly(List.of("t_2", "hello", "world"));
        });
        awaitHealth("test_mqtt", "Ready", "Idle");
    }

    private static void connectAfterAWrongAddress() {
        form.type(
                "#step-connection",
                "broker.urls",
                installation.mosquitto.passwordUrl().replace("127.0.0.1", "nohost.invalid"));
        form.type("#step-connection", "user", installation.mosquitto.user());
        form.type("#step-connection", "password", installation.mosquitto.password());
        form.type("#step-collection", "topics", "testtopic/1::1");
        browser.clickText("#step-connection button", "Check");
        browser.awaitShown("#step-connection [data-option='broker.urls'] .problem");
        assertThat(browser.find("#step-connection [data-option='broker.urls'] .problem")
                        .getText())
                .contains("The host name is not known.");
        Screenshot.of("new-check", browser, "#step-connection");
        form.type("#step-connection", "broker.urls", installation.mosquitto.passwordUrl());
        browser.clickText("#step-connection button", "Check");
        browser.awaitText("Everything answers.");
    }

    private static void splitAndFilter() {
        browser.clickText("#step-payload button", "Use suggestion");
        form.addStage("Split");
        String split = "[data-stage=split]";
        form.type(split, "field", "message");
        form.type(split, "delimiter", "-");
        form.type(split, "count", "2");
        browser.awaitShown(split + " table.rows");
        assertThat(browser.find(split + " table.rows").getText()).contains("message_0", "hello", "world");
        form.addStage("Filter");
        form.type("[data-stage=filter]", "condition", "id != 1");
        browser.awaitShown("[data-stage=filter] .badge.calm");
        Screenshot.of("new-payload", browser, "#step-payload");
    }

    @Test
    @Order(2)
    void theInfluxdbTaskOfTheExplorersPageIsMadeByClicks() {
        assumeTrue(InfluxdServer.available(), "skipped: influxd is not installed and INFLUXDB_URL is not set");
        String database = installation.tdengine.createDatabase("ns");
        try (InfluxdServer influxd = InfluxdServer.start()) {
            influxd.createDatabase("plant");
            influxd.write(
                    "plant",
                    IntStream.range(0, 2_000)
                            .mapToObj(i ->
                                    "meters,site=s" + i % 5 + " current=" + i * 0.5 + " " + (T0 + i * 1_000_000_000L))
                            .toList());
            influxd.write("plant", "weather temperature=21.5 " + T0, "secret value=1 " + T0);

            browser.open(console + "#/new");
            form.begin("test_influxdb_01", "InfluxDB");
            target(database);
            form.type("#step-connection", "url", influxd.url());
            form.type("#step-connection", "user", influxd.user());
            form.type("#step-connection", "password", influxd.password());
            browser.clickText("#step-collection button", "Browse");
            form.openNode("plant");
            form.checkNode("meters");
            form.checkNode("weather");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(browser.value(Browser.option("#step-collection", "measurements")))
                            .contains("meters")
                            .contains("weather"));
            Screenshot.of("new-schema", browser, "#step-collection");
            form.type("#step-collection", "begin.time", "2020-01-01T00:00:00Z");
            browser.clickText("#step-connection button", "Check");
            browser.awaitText("Everything answers.");
            form.submit();

            await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
                assertThat(installation.tdengine.count(database + ".meters")).isEqualTo(2_000);
                assertThat(installation.tdengine.count(database + ".weather")).isEqualTo(1);
            });
            assertThat(texts("SHOW " + database + ".STABLES").toString()).doesNotContain("secret");
        }
    }

    @Test
    @Order(3)
    void anOpcUaTaskIsMadeFromTheTreeOfTheServer() {
        String database = installation.tdengine.createDatabase("ms");
        try (OpcUaTestServer server = OpcUaTestServer.start()) {
            server.set("Double", 21.25);
            browser.open(console + "#/new");
            form.begin("line-7", "OPC UA");
            target(database);
            form.type("#step-connection", "endpoint.url", server.url());
            browser.clickText("#step-connection button", "Check");
            browser.clickText("#step-collection button", "Browse");
            form.openNode("Plant");
            form.checkNode("Double");
            await().atMost(LIMIT).until(() -> browser.shows("#step-collection .notice.note"));
            Screenshot.of("new-tree", browser, "#step-collection");
            form.submit();

            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(texts("SELECT LAST(val) FROM " + database + ".opc_double"))
                            .containsExactly(List.of("21.25")));
        }
    }

    @Test
    @Order(4)
    void everyPageIsAccessibleOnARealClusterAndKeepsToItsPolicy() {
        open("#/tasks", "table.tasks");
        Screenshot.of("tasks", browser);
        browser.dark(true);
        Screenshot.of("tasks-dark", browser);
        browser.dark(false);
        open("#/task/test_mqtt", "td-chart canvas");
        Screenshot.of("task", browser);
        open("#/edit/test_mqtt", "#step-review pre");
        open("#/workers", "td-workers-page table");
        Screenshot.of("workers", browser);
    }

    @Test
    @Order(5)
    void aRefusedMessageIsCorrectedAndReplayed() throws Exception {
        String database = mqttDatabase;
        await().atMost(LIMIT).untilAsserted(() -> {
            publish("testtopic/1", "{\"id\": 7, \"message\":");
            open("#/letters/test_mqtt", "td-letters-page");
            assertThat(browser.shows("td-letters-page article")).isTrue();
        });
        Screenshot.of("letters", browser);
        browser.type("td-letters-page article textarea", "{\"id\": 7, \"message\": \"good-morning\"}");
        browser.clickText("button", "Dry run");
        browser.awaitText("1 row would be written.");
        browser.clickText("button", "Replay");
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                texts("SELECT DISTINCT tbname, message_0 FROM " + stable(database) + " WHERE id = 7"))
                        .containsExactly(List.of("t_7", "good")));
    }

    @Test
    @Order(6)
    void aTaskOfTaosxBecomesADraft() {
        open("#/import", "#import-from");
        browser.type(
                "#import-from", "mqtt://127.0.0.1:1883?topics=testtopic/1::2&version=3.1&client_id=1234&keep_alive=60");
        browser.type("#import-to", "taos+ws://127.0.0.1:6041/test");
        browser.type(
                "#import-parser",
                "{\"parse\":{\"payload\":{\"json\":[\"$.id::int=id\"]}},\"model\":{\"using\":\"meters\",\"name\":\"d{id}\",\"columns\":[\"ts\",\"id\"],\"tags\":[]}}");
        browser.clickText("button", "Convert");
        browser.awaitText("Configuration of the source");
        Screenshot.of("import", browser);
        assertThat(browser.pageText()).contains("broker.urls", "keep.alive.ms");
    }

    @Test
    @Order(7)
    void twoUsersAndATaskDeletedElsewhere() throws Exception {
        open("#/edit/test_influxdb_01", "#step-review pre");
        Map<String, String> sink = new HashMap<>();
        installation
                .rest()
                .get("/connectors/test_influxdb_01-sink/config")
                .properties()
                .forEach(entry -> sink.put(entry.getKey(), entry.getValue().asText()));
        sink.put("batch.rows", "777");
        installation.rest().putConnector("test_influxdb_01-sink", sink);
        browser.click("#submit");
        browser.awaitText("Somebody else has changed this task.");
        // The refusal with status 409 is in the console of the browser.
        browser.complaints();
        open("#/task/test_influxdb_01", ".tiles");
        installation.rest().connectors().stream()
                .filter(name -> name.startsWith("test_influxdb_01"))
                .forEach(installation.rest()::deleteConnector);
        browser.awaitText("There is no task test_influxdb_01.");
    }

    @Test
    @Order(8)
    void aWorkerThatIsGoneIsSaidAndItsPageComesBackByItself() {
        open("#/tasks", "table.tasks");
        installation.worker.stop();
        browser.awaitText("does not answer");
        installation.worker.restart();
        await().atMost(LIMIT)
                .until(() -> !browser.shows(".banner") && browser.pageText().contains("test_mqtt"));
        awaitHealth("test_mqtt", "Ready", "Idle");
    }

    /** The page and the worker's log after a failure. */
    private static void keepWhatWasShown(ExtensionContext context) throws IOException {
        if (context.getExecutionException().isPresent() && browser != null) {
            String name = context.getRequiredTestMethod().getName();
            Path picture = Path.of(System.getProperty("java.io.tmpdir"), name + ".png");
            Files.write(picture, browser.wholePage());
            Files.writeString(
                    picture.resolveSibling(name + ".txt"),
                    browser.pageText() + "\n" + browser.complaints() + "\n" + installation.worker.logs());
        }
    }

    private static void open(String hash, String shown) {
        browser.open(console + hash);
        browser.awaitShown(shown);
        assertThat(browser.accessibilityProblems()).as(hash).isEmpty();
        assertThat(browser.complaints()).as(hash).isEmpty();
    }

    private static void target(String database) {
        form.type(
                "#step-target",
                "connection.url",
                "jdbc:TAOS-WS://" + installation.tdengine.host() + ":" + installation.tdengine.port());
        form.type("#step-target", "connection.user", installation.tdengine.user());
        form.type("#step-target", "connection.password", installation.tdengine.password());
        browser.clickText("#step-target button", "Choose");
        form.checkNode("#step-target", database);
        await().atMost(LIMIT)
                .until(() -> browser.value(Browser.option("#step-target", "database"))
                        .equals(database));
        browser.clickText("#step-target button", "Check");
        browser.awaitShown("#step-target .notice.good");
    }

    /** Messages arrive while the page waits for them. */
    private static void samplesFromTheServer() throws Exception {
        browser.clickText("#step-payload button", "From the server");
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            publish(
                    "testtopic/1",
                    "{\"id\": 1, \"message\": \"hello-world\"}",
                    "{\"id\": 2, \"message\": \"hello-world\"}");
            assertThat(browser.shows("#step-payload .sample")).isTrue();
        });
    }

    private static void awaitHealth(String task, String... healths) {
        await().atMost(LIMIT).untilAsserted(() -> {
            browser.open(console + "#/tasks");
            browser.awaitShown("table.tasks");
            assertThat(browser.all("table.tasks tbody tr").stream()
                            .map(WebElement::getText)
                            .filter(text -> text.contains(task)))
                    .singleElement()
                    .satisfies(text -> assertThat(healths)
                            .anySatisfy(health -> assertThat(text).contains(health)));
        });
    }

    private static void publish(String topic, String... messages) throws Exception {
        try (Publisher publisher = new Publisher(installation.mosquitto)) {
            for (String message : messages) {
                publisher.publish(topic, message);
            }
            publisher.flush();
        }
    }

    private static List<List<String>> texts(String query) {
        return installation.tdengine.query(query).stream()
                .map(row -> row.stream().map(ConsoleInBrowserIT::text).toList())
                .toList();
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }

    /** The supertable that the suggestion named. */
    private static String stable(String database) {
        return database + "." + texts("SHOW " + database + ".STABLES").get(0).get(0);
    }
}
