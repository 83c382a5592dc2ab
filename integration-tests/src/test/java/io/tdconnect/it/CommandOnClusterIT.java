// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.TdengineServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command creates a task on a Connect worker whose plugins are those of the archive. */
class CommandOnClusterIT {
    private static final String PARSER = "@"
            + Path.of(System.getProperty("tdconnect.root"), "examples/preview/meters-parser.json")
                    .toAbsolutePath();

    private static CommandArchive archive;

    @BeforeAll
    static void unpack() throws Exception {
        archive = CommandArchive.unpack();
    }

    @Test
    void bothConnectorsOrNone() throws Exception {
        try (KafkaProcess kafka = KafkaProcess.launch(LaunchOptions.defaults());
                ConnectProcess worker = ConnectProcess.launch(
                        kafka.bootstrapServers(),
                        List.of(archive.home().resolve("plugins")),
                        LaunchOptions.defaults());
                TdengineServer tdengine = TdengineServer.start();
                Mosquitto mosquitto = Mosquitto.start()) {
            kafka.awaitReady();
            worker.awaitReady();
            String database = tdengine.createDatabase("ms");
            String broker = mosquitto.url().replace("tcp", "mqtt");
            String source = broker + "?topics=via/1::1&client_id=via&clean_session=false";
            String target = "taos://" + tdengine.user() + ":" + tdengine.password() + "@" + tdengine.host() + ":"
                    + tdengine.port() + "/";

            assertThat(refusal(worker, source, target + "d?keep=x")).isNotEmpty();
            assertThat(refusal(worker, source.replace(broker, "mqtt://no-such-host.invalid:1"), target + database))
                    .contains("via-source: broker.urls: ")
                    .contains("no-such-host.invalid");
            assertThat(worker.rest().connectors()).isEmpty();

            createAndFollow(worker, source, target + database, () -> {
                try (Publisher publisher = new Publisher(mosquitto)) {
                    publisher.publish(
                            "via/1",
                            "{\"ts\":1700000000000,\"id\":1,\"voltage\":220,\"groupid\":7,\"location\":\"hall\"}");
                    publisher.flush();
                }
                return () -> tdengine.count(database + ".meters") == 1;
            });
            assertThat(worker.rest().connectors()).containsExactlyInAnyOrder("via-source", "via-sink");
            assertThat(refusal(worker, source, target + database)).contains("choose another name with --name");
            assertThat(worker.rest().status("via-source").running(1)).isTrue();
        }
    }

    private static CommandProcess run(ConnectProcess worker, String source, String target, String... more)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "-f", source, "-t", target, "-p", PARSER));
        arguments.addAll(List.of("--name", "via", "--via", worker.rest().url().toString()));
        arguments.addAll(List.of(more));
        return archive.start(arguments.toArray(String[]::new));
    }

    private static String refusal(ConnectProcess worker, String source, String target) throws Exception {
        try (CommandProcess refused = run(worker, source, target)) {
            assertThat(refused.awaitEnd()).as(refused.all()).isIn(1, 2);
            return refused.err();
        }
    }

    private static void createAndFollow(
            ConnectProcess worker, String source, String target, Callable<BooleanSupplier> publish) throws Exception {
        try (CommandProcess created = run(worker, source, target, "--follow")) {
            created.awaitWhileRunning(() -> created.out().contains("Created via-source and via-sink"));
            created.awaitWhileRunning(publish.call());
            assertThat(created.terminate()).as(created.all()).isZero();
            assertThat(created.out()).contains("The connectors stay on the cluster");
        }
    }
}
