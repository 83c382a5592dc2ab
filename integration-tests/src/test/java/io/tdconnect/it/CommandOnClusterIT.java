// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.TdengineServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command creates a task on a Connect worker whose plugins are those of the archive. */
class CommandOnClusterIT {
    private static final String PARSER = "@"
            + Path.of(System.getProperty("tdconnect.root"), "examples/preview/meters-parser.json")
                    .toAbsolutePath();

    @Test
    void bothConnectorsOrNone() throws Exception {
        CommandArchive archive = CommandArchive.unpack();
        try (KafkaProcess kafka = KafkaProcess.launch(LaunchOptions.defaults());
                ConnectProcess worker = ConnectProcess.launch(
                        kafka.bootstrapServers(),
                        List.of(archive.home().resolve("plugins")),
                        LaunchOptions.defaults());
                TdengineServer tdengine = TdengineServer.start();
                Mosquitto mosquitto = Mosquitto.start();
                Publisher publisher = new Publisher(mosquitto)) {
            kafka.awaitReady();
            worker.awaitReady();
            String database = tdengine.createDatabase("ms");
            String source =
                    mosquitto.url().replace("tcp", "mqtt") + "?topics=via/1::1&client_id=via&clean_session=false";
            String target = "taos://" + tdengine.user() + ":" + tdengine.password() + "@" + tdengine.host() + ":"
                    + tdengine.port() + "/";
            String via = worker.rest().url().toString();

            try (CommandProcess refused = archive.start(
                    "run", "-f", source, "-t", target + "d?keep=x", "-p", PARSER, "--name", "via", "--via", via)) {
                assertThat(refused.awaitEnd()).as(refused.all()).isNotZero();
            }
            try (CommandProcess invalid = archive.start(
                    "run",
                    "-f",
                    source.replace(mosquitto.url().replace("tcp", "mqtt"), "mqtt://no-such-host.invalid:1"),
                    "-t",
                    target + database,
                    "-p",
                    PARSER,
                    "--name",
                    "via",
                    "--via",
                    via)) {
                assertThat(invalid.awaitEnd()).as(invalid.all()).isEqualTo(1);
                assertThat(invalid.err()).contains("via-source: broker.urls: ").contains("no-such-host.invalid");
            }
            assertThat(worker.rest().connectors()).isEmpty();

            try (CommandProcess created = archive.start(
                    "run",
                    "-f",
                    source,
                    "-t",
                    target + database,
                    "-p",
                    PARSER,
                    "--name",
                    "via",
                    "--via",
                    via,
                    "--follow")) {
                created.awaitWhileRunning(() -> created.out().contains("Created via-source and via-sink"));
                publisher.publish(
                        "via/1", "{\"ts\":1700000000000,\"id\":1,\"voltage\":220,\"groupid\":7,\"location\":\"hall\"}");
                publisher.flush();
                created.awaitWhileRunning(() -> tdengine.count(database + ".meters") == 1);
                assertThat(created.terminate()).as(created.all()).isZero();
                assertThat(created.out()).contains("The connectors stay on the cluster");
            }
            assertThat(worker.rest().connectors()).containsExactlyInAnyOrder("via-source", "via-sink");

            try (CommandProcess again = archive.start(
                    "run", "-f", source, "-t", target + database, "-p", PARSER, "--name", "via", "--via", via)) {
                assertThat(again.awaitEnd()).as(again.all()).isEqualTo(1);
                assertThat(again.err()).contains("choose another name with --name");
            }
            assertThat(worker.rest().status("via-source").running(1)).isTrue();
        }
    }
}
