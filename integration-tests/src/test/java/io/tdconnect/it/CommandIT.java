// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command of the unpacked archive, in a folder whose name has a space and without Kafka. */
class CommandIT {
    private static final Pattern METRICS = Pattern.compile("Metrics: (http://\\S+)");
    private static final String PARSER = "@"
            + Path.of(System.getProperty("tdconnect.root"), "examples/preview/meters-parser.json")
                    .toAbsolutePath();
    private static final long MOST_RESIDENT = 200L << 20;

    private static CommandArchive archive;
    private static TdengineServer tdengine;
    private static Mosquitto mosquitto;

    @BeforeAll
    static void start() throws Exception {
        archive = CommandArchive.unpack();
        tdengine = TdengineServer.start();
        mosquitto = Mosquitto.start();
    }

    @AfterAll
    static void stop() {
        mosquitto.close();
        tdengine.close();
    }

    @Test
    void sigtermWritesWhatWasReadAndASecondStartGoesOn() throws Exception {
        String database = tdengine.createDatabase("ms");
        String[] run = {
            "run",
            "-f",
            mqtt("again", "clean_session=false"),
            "-t",
            taos(database),
            "-p",
            PARSER,
            "--json",
            "--metrics-port",
            "0"
        };
        try (Publisher publisher = new Publisher(mosquitto)) {
            try (CommandProcess first = archive.start(run)) {
                awaitSession(first, "again");
                publish(publisher, "again", 0, 500);
                first.awaitWhileRunning(() -> tdengine.count(database + ".meters") > 0);

                assertThat(metrics(first))
                        .contains("tdconnect_records_read_total{task=\"mqtt-")
                        .contains("tdconnect_mqtt_source_");
                assertThat(first.residentBytes()).as("resident memory").isLessThan(MOST_RESIDENT);
                assertThat(first.terminate()).as(first.all()).isZero();
                assertThat(first.out().lines().reduce("", (before, line) -> line))
                        .startsWith("{\"event\":\"stopped\"");
            }
            publish(publisher, "again", 500, 1000);
            try (CommandProcess second = archive.start(run)) {
                second.awaitWhileRunning(() -> tdengine.count(database + ".meters") == 1000);
                // Everything is stored; nothing waits for the end of the process.
                second.kill();
            }
        }
    }

    @Test
    void aLinkCompletesAndRunsWithoutJavaHome() throws Exception {
        Path link = Files.createSymbolicLink(archive.folder().resolve("td link"), archive.command());
        Process process = new ProcessBuilder(link.toString(), "--version").start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("tdconnect " + System.getProperty("tdconnect.version"));

        Process completion = new ProcessBuilder(
                        "bash",
                        "-c",
                        ". \"$0\"; COMP_WORDS=(tdconnect run --met); COMP_CWORD=2; _complete_tdconnect tdconnect --met run;"
                                + " echo \"${COMPREPLY[*]}\"",
                        archive.home().resolve("completion/tdconnect.bash").toString())
                .start();
        assertThat(new String(completion.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--metrics-port");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "mqt://h:1883?topics=a|taos://h/d|from: driver: expected one of",
                "mqtt://h:x?topics=a|taos://h/d|from: ",
                "mqtt://h:1883?topics=a&client_id=c&keep_alife=6|taos://h/d|found keep_alife; did you mean keep_alive?",
                "mqtt://u:%zz@h:1883?topics=a&client_id=c|taos://h/d|from: ",
                "mqtt://h:1883?topics=a&client_id=c|-|Expected --to=DSN or the environment variable TDCONNECT_TO",
                "mqtt://h:1883?topics=a&client_id=c|taos://h/d --parser @missing.json|parser @missing.json: expected a file that can be read",
                "mqtt://h:1883?topics=a&client_id=c|taos://h/d --parser {|parser: expected",
                "mqtt://h:1883?topics=a&client_id=c|taos://h/d --queue-size 5|expected a size such as 500MB",
                "mqtt://h:1883?topics=a&client_id=c|taos://u:${env:NO_SUCH_ONE}@h/d --parser PARSER|expected a value for ${env:NO_SUCH_ONE}, found none",
                "mqtt://h:1883?topics=a&client_id=c|taos://h/d --name a/b|--name: expected at most 100",
                "mqtt://h:1883?topics=a&client_id=c|taos://h/d --parser PARSER --via ftp://h|--via: expected the URL of a Connect worker"
            })
    void wrongArgumentsAreStatus2(String from, String to, String message) throws Exception {
        String[] target =
                to == null ? new String[0] : to.replace("PARSER", PARSER).split(" ", -1);
        String[] arguments = new String[3 + (to == null ? 0 : target.length + 1)];
        arguments[0] = "run";
        arguments[1] = "-f";
        arguments[2] = from;
        if (to != null) {
            arguments[3] = "-t";
            System.arraycopy(target, 0, arguments, 4, target.length);
        }
        try (CommandProcess command = archive.start(arguments)) {
            assertThat(command.awaitEnd()).as(command.all()).isEqualTo(2);
            assertThat(command.err()).contains(message).doesNotContain("\tat ");
        }
    }

    @Test
    void aTargetThatCannotBeReachedIsStatus1WithItsPlace() throws Exception {
        int port = closedPort();
        try (CommandProcess command = archive.start(
                "run",
                "-f",
                mqtt("unreachable", "clean_session=true"),
                "-t",
                "taos://127.0.0.1:" + port + "/d",
                "-p",
                PARSER)) {
            assertThat(command.awaitEnd()).as(command.all()).isEqualTo(1);
            assertThat(command.err()).contains("127.0.0.1:" + port).contains("found nothing that listens");
        }
    }

    /** Secrets of the environment are not in the list of processes. */
    @Test
    void checkSaysWhatIsWrongWithEachSide() throws Exception {
        String database = tdengine.createDatabase("ms");
        Map<String, String> environment = Map.of(
                "TDCONNECT_FROM",
                mqtt("check", "clean_session=true"),
                "TDCONNECT_TO",
                taos(database).replace(":" + tdengine.password() + "@", ":${env:TD_PASSWORD}@"),
                "TD_PASSWORD",
                tdengine.password());
        try (CommandProcess good = archive.start(environment, "check");
                CommandProcess bad = archive.start(
                        "check",
                        "--json",
                        "-f",
                        "mqtt://no-such-host.invalid:1883?topics=a&client_id=c",
                        "-t",
                        taos(database).replace(":" + tdengine.password() + "@", ":wr0ng@"))) {
            assertThat(good.awaitEnd()).as(good.all()).isZero();
            assertThat(good.out()).contains("from mqtt://").contains(": ok (").contains("to taos://");

            assertThat(bad.awaitEnd()).as(bad.all()).isEqualTo(1);
            assertThat(bad.out().lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("\"side\":\"from\"")
                    .contains("found no host of the name no-such-host.invalid (DNS)");
            assertThat(bad.out())
                    .contains("\"side\":\"to\"")
                    .contains("\"ok\":false")
                    .doesNotContain("wr0ng");
        }
    }

    @Test
    void explorersTaskBecomesConnectors() throws Exception {
        Path task = Files.writeString(archive.folder().resolve("task.json"), """
                {"name": "plant one", "from": "mqtt://u:s3cret@h:1883?topics=a&client_id=c", "to": "taos+ws://h:6041/d",
                 "parser": {"parse": {"payload": {"json": ["ts::timestamp", "v::int"]}},
                            "model": {"name": "t", "using": "m", "columns": ["ts", "v"], "tags": []}}}
                """);
        try (CommandProcess command = archive.start("config", "taosx", task.toString())) {
            assertThat(command.awaitEnd()).as(command.all()).isZero();
            assertThat(command.out())
                    .contains(
                            "\"name\" : \"plant-one-source\"",
                            "\"name\" : \"plant-one-sink\"",
                            "\"password\" : \"****\"")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void theOtherCommandsAreThere() throws Exception {
        Path root = Path.of(System.getProperty("tdconnect.root"));
        try (CommandProcess preview = archive.shell("exec \"$TDCONNECT\" preview --parser '" + PARSER.substring(1)
                        + "' < '" + root.resolve("examples/preview/meters-ts.txt") + "'");
                CommandProcess pipeline = archive.shell("exec \"$TDCONNECT\" pipeline --check --config '"
                        + root.resolve("stream-pipeline/src/main/plugin/etc/meters.yaml") + "' < /dev/null")) {
            assertThat(preview.awaitEnd()).as(preview.all()).isZero();
            assertThat(preview.out()).contains("meters");
            assertThat(pipeline.awaitEnd()).as(pipeline.all()).isZero();
            assertThat(pipeline.out()).contains("pipeline meters is valid");
        }
    }

    private static String mqtt(String topic, String more) {
        return mosquitto.url().replace("tcp", "mqtt") + "?topics=" + topic + "/1::1&client_id=" + topic + "&" + more;
    }

    private static String taos(String database) {
        return "taos://" + tdengine.user() + ":" + tdengine.password() + "@" + tdengine.host() + ":" + tdengine.port()
                + "/" + database;
    }

    /** Waits for the subscription of the task, not of the check before. */
    private static void awaitSession(CommandProcess command, String topic) {
        Pattern subscribed = Pattern.compile(topic + "-\\S+-0 \\d " + topic + "/1");
        command.awaitWhileRunning(() -> subscribed.matcher(mosquitto.logs()).find());
    }

    private static void publish(Publisher publisher, String topic, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            publisher.publish(
                    topic + "/1",
                    "{\"ts\":" + (1_700_000_000_000L + i)
                            + ",\"id\":1,\"current\":1.5,\"voltage\":220,\"phase\":0.5,\"groupid\":7,\"location\":\"hall\"}");
        }
        publisher.flush();
    }

    private static String metrics(CommandProcess command) throws Exception {
        Matcher url = METRICS.matcher(command.err());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> url.reset(command.err()).find());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.group(1))).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
