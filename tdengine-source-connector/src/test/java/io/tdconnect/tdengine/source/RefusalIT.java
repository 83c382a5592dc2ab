// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.Ports;
import io.tdconnect.testing.TdengineServer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Refused configurations, in validation and in a task that was started nevertheless. */
@Timeout(120)
class RefusalIT {
    private static Source source;

    @BeforeAll
    static void start() {
        source = new Source(TdengineServer.start());
    }

    @AfterAll
    static void stop() {
        if (source != null) {
            source.close();
        }
    }

    @Test
    void missingTopic() throws InterruptedException {
        Map<String, String> properties = SourceRun.properties(source.server(), "topics", "no_such_topic");

        assertThat(problems(properties)).containsOnlyKeys("topics");
        assertThat(problems(properties).get("topics")).contains("no_such_topic");
        try (SourceRun run = new SourceRun(properties)) {
            assertThat(run.failure())
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("A topic is missing")
                    .hasMessageContaining("topic.create=true");
        }
    }

    @Test
    void missingTopicThatMayNotBeCreated() {
        String database = source.database("ms");
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", database, "topic.create", "false");

        assertThat(problems(properties)).containsOnlyKeys("topic.create");
        assertThat(problems(properties).get("topic.create")).contains("CREATE TOPIC IF NOT EXISTS");
    }

    @Test
    void wrongPassword() throws InterruptedException {
        String database = source.database("ms");
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", database, "connection.password", "wrong-password");

        assertThat(problems(properties)).containsOnlyKeys("connection.password");
        try (SourceRun run = new SourceRun(properties)) {
            Throwable failure = run.failure();
            assertThat(failure).hasMessageContaining("connection.password");
            assertThat(failure.toString()).doesNotContain("wrong-password");
        }
    }

    @Test
    void wrongUser() throws InterruptedException {
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", "any", "connection.user", "nobody");

        assertThat(problems(properties)).containsOnlyKeys("connection.password");
        assertThat(problems(properties).get("connection.password")).contains("refuses user nobody");
        try (SourceRun run = new SourceRun(properties)) {
            assertThat(run.failure()).hasMessageContaining("change connection.user or connection.password");
        }
    }

    @Test
    void addressesWithoutGateway() throws InterruptedException {
        Map<String, String> found = Map.of(
                "127.0.0.1:" + Ports.free(),
                "nothing that listens there",
                "no-such-host.invalid:6041",
                "no host of the name no-such-host.invalid");
        for (String address : found.keySet()) {
            Map<String, String> properties = SourceRun.properties(
                    source.server(), "topics", "t", "connection.url", address, "retry.timeout.ms", "0");

            assertThat(problems(properties)).containsOnlyKeys("connection.url");
            assertThat(problems(properties).get("connection.url"))
                    .contains("Expected a server at " + address)
                    .contains(found.get(address));
            try (SourceRun run = new SourceRun(properties)) {
                assertThat(run.failure()).hasMessageContaining(address).hasMessageContaining("connection.url");
            }
        }
    }

    @Test
    void queryThatTheServerDoesNotAccept() throws InterruptedException {
        try (SourceRun run = new SourceRun(SourceRun.properties(source.server(), "topic.query", "SELEC 1"))) {
            assertThat(run.failure()).hasMessageContaining("change topic.query");
        }
    }

    @Test
    void databaseThatKeepsNoWal() throws InterruptedException {
        String database = source.server().uniqueDatabase();
        source.execute("CREATE DATABASE " + database + " BUFFER 16 WAL_RETENTION_PERIOD 0");
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database);

        assertThat(problems(properties)).containsOnlyKeys("database");
        assertThat(problems(properties).get("database")).contains("WAL_RETENTION_PERIOD");
        try (SourceRun run = new SourceRun(properties)) {
            assertThat(run.failure()).hasMessageContaining("keeps no WAL").hasMessageContaining("0x38c");
        }
    }

    @Test
    void missingDatabaseAndSupertable() throws InterruptedException {
        String database = source.database("ms");
        Map<String, String> noDatabase = SourceRun.properties(source.server(), "database", "no_such_database");
        Map<String, String> noStable =
                SourceRun.properties(source.server(), "database", database, "stables", "no_such_stable");

        assertThat(problems(noDatabase)).containsOnlyKeys("database");
        assertThat(problems(noStable)).containsOnlyKeys("stables");
        try (SourceRun run = new SourceRun(noDatabase)) {
            assertThat(run.failure()).hasMessageContaining("The database is missing");
        }
        try (SourceRun run = new SourceRun(noStable)) {
            assertThat(run.failure()).hasMessageContaining("A supertable is missing");
        }
    }

    @Test
    void optionsThatDoNotFitTogether() {
        assertThat(problems(SourceRun.properties(source.server()))).containsOnlyKeys("topics");
        assertThat(problems(SourceRun.properties(source.server(), "topics", "a", "database", "b")))
                .containsOnlyKeys("topics");
        assertThat(problems(SourceRun.properties(source.server(), "topics", "a", "kafka.topic", "{host}")))
                .containsOnlyKeys("kafka.topic");
        assertThat(problems(SourceRun.properties(source.server(), "topics", "a", "metadata.topic", "{stable}")))
                .containsOnlyKeys("metadata.topic");
        assertThat(problems(SourceRun.properties(source.server(), "database", "a", "tables", "d1", "restro", "5m")))
                .containsOnlyKeys("tables", "restro")
                .hasEntrySatisfying("tables", text -> assertThat(text).contains("use read.mode=query"));
        assertThat(problems(SourceRun.properties(
                        source.server(), "read.mode", "query", "database", "a", "start.positions", "2:10")))
                .containsOnlyKeys("start.positions");
    }

    @Test
    void startOfVgroupThatTheTopicDoesNotHave() {
        String database = source.meters();
        String topic = "start_" + database;
        source.execute("CREATE TOPIC " + topic + " AS DATABASE " + database);
        String known = String.valueOf(source.server()
                .query("SELECT vgroup_id FROM information_schema.ins_vgroups WHERE db_name = '" + database + "'")
                .get(0)
                .get(0));
        Map<String, String> right =
                SourceRun.properties(source.server(), "topics", topic, "start.positions", known + ":10");
        Map<String, String> wrong =
                SourceRun.properties(source.server(), "database", database, "start.positions", known + ":10,999999:3");

        assertThat(problems(right)).isEmpty();
        assertThat(problems(wrong)).containsOnlyKeys("start.positions");
        assertThat(problems(wrong).get("start.positions"))
                .contains("which has [" + known + "]")
                .endsWith("found [999999]");
    }

    private static Map<String, String> problems(Map<String, String> properties) {
        Map<String, String> problems = new HashMap<>();
        for (ConfigValue value :
                new TdengineSourceConnector().validate(properties).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), String.join("; ", value.errorMessages()));
            }
        }
        return problems;
    }
}
