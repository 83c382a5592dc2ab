// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class FaultIT {
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
    void databaseThatKeepsNoWal() throws InterruptedException {
        String database = source.server().uniqueDatabase();
        source.execute("CREATE DATABASE " + database + " WAL_RETENTION_PERIOD 0");
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
    }

    @Test
    void connectionsCutWhileRowsFlow() throws InterruptedException {
        String database = meters();
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        try (TcpProxy proxy =
                        TcpProxy.to(source.server().host(), source.server().port());
                SourceRun run = new SourceRun(
                        SourceRun.properties(
                                source.server(),
                                "database",
                                database,
                                "connection.url",
                                "http://127.0.0.1:" + proxy.port()),
                        offsets)) {
            List<Object> seen = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                insert(database, round * 1000, 1000);
                seen.addAll(SourceRun.column(run.poll(), "v"));
                proxy.cut();
            }
            while (seen.size() < 4000) {
                seen.addAll(SourceRun.column(run.poll(), "v"));
            }
            assertThat(seen).as("none lost, none twice, in order").isEqualTo(numbers(4000));
            assertThat((Long) run.metric("failures")).isPositive();
        }
    }

    @Test
    void gatewayThatIsDownForAWhile() throws InterruptedException {
        String database = meters();
        try (TcpProxy proxy =
                        TcpProxy.to(source.server().host(), source.server().port());
                SourceRun run = new SourceRun(SourceRun.properties(
                        source.server(), "database", database, "connection.url", "http://127.0.0.1:" + proxy.port()))) {
            insert(database, 0, 1);
            run.take(1);
            proxy.stop();
            Awaitility.await().until(() -> {
                run.poll();
                return (Long) run.metric("failures") > 1;
            });
            insert(database, 1, 1);
            proxy.resume();
            assertThat(SourceRun.column(run.take(1), "v")).containsExactly(1);
        }
    }

    @Test
    void serverThatDoesNotComeBackFailsAfterTheRetryTime() throws InterruptedException {
        try (TcpProxy proxy =
                TcpProxy.to(source.server().host(), source.server().port())) {
            proxy.stop();
            try (SourceRun run = new SourceRun(SourceRun.properties(
                    source.server(),
                    "topics",
                    "t",
                    "connection.url",
                    "http://127.0.0.1:" + proxy.port(),
                    "retry.timeout.ms",
                    "300"))) {
                assertThat(run.failure()).hasMessageContaining("retry.timeout.ms=300");
            }
        }
    }

    @Test
    void tableDroppedAndMadeAgain() throws InterruptedException {
        String database = meters();
        try (SourceRun run = new SourceRun(SourceRun.properties(source.server(), "database", database))) {
            insert(database, 0, 1);
            assertThat(SourceRun.column(run.take(1), "g")).containsExactly(1);
            source.execute("DROP TABLE " + database + ".d");
            source.execute("CREATE TABLE " + database + ".d USING " + database + ".m TAGS (2)");
            insert(database, 1, 1);
            assertThat(SourceRun.column(run.take(1), "g")).containsExactly(2);
        }
    }

    @Test
    void wideTablesAndLongRows() throws InterruptedException {
        String database = source.database("ms");
        StringBuilder create = new StringBuilder("CREATE TABLE " + database + ".wide (ts TIMESTAMP");
        StringBuilder insert = new StringBuilder("INSERT INTO " + database + ".wide VALUES (1700000000001");
        for (int i = 1; i < 4096; i++) {
            create.append(", c").append(i).append(" INT");
            insert.append(',').append(i);
        }
        source.execute(create.append(')').toString());
        source.execute(insert.append(')').toString());
        source.execute("CREATE TABLE " + database + ".long (ts TIMESTAMP, s VARCHAR(65000))");
        String text = "x".repeat(65_000);
        source.execute("INSERT INTO " + database + ".long VALUES (1700000000002, '" + text + "')");

        try (SourceRun run = new SourceRun(SourceRun.properties(source.server(), "database", database))) {
            Map<Object, Struct> rows = new HashMap<>();
            for (SourceRecord record : run.take(2)) {
                rows.put(record.key(), (Struct) record.value());
            }
            assertThat(rows.get("wide").schema().fields()).hasSize(4096);
            assertThat(rows.get("wide").getInt32("c4095")).isEqualTo(4095);
            assertThat(rows.get("long").getString("s")).isEqualTo(text);
        }
    }

    @Test
    void subscriptionWithoutDataEndsAsTheTimeoutSays() throws InterruptedException {
        String database = meters();
        try (SourceRun run =
                new SourceRun(SourceRun.properties(source.server(), "database", database, "timeout", "500ms"))) {
            Awaitility.await().until(() -> {
                run.poll();
                return Long.valueOf(1).equals(run.metric("finished"));
            });
            insert(database, 0, 1);
            assertThat(run.poll()).isEmpty();
        }
    }

    @Test
    void whatIsSubscribedCannotBeDropped() throws InterruptedException {
        String database = meters();
        try (SourceRun run = new SourceRun(SourceRun.properties(source.server(), "database", database))) {
            insert(database, 0, 1);
            run.take(1);
            String topic = source.topics(database).get(0);
            assertThatThrownBy(() -> source.execute("DROP TOPIC `" + topic + "`"))
                    .hasMessageContaining("0x3eb");
            assertThatThrownBy(() -> source.execute("DROP DATABASE " + database))
                    .hasMessageContaining("0x3");
            insert(database, 1, 1);
            assertThat(SourceRun.column(run.take(1), "v")).containsExactly(1);
        }
    }

    @Test
    void topicDroppedWhileTheGatewayWasAway() throws InterruptedException {
        String database = meters();
        try (TcpProxy proxy =
                        TcpProxy.to(source.server().host(), source.server().port());
                SourceRun run = new SourceRun(SourceRun.properties(
                        source.server(),
                        "topics",
                        topic(database),
                        "connection.url",
                        "http://127.0.0.1:" + proxy.port()))) {
            insert(database, 0, 1);
            run.take(1);
            proxy.stop();
            source.dropTopic("topic_" + database);
            proxy.resume();
            assertThat(run.failure()).hasMessageContaining("A topic is missing");
        }
    }

    private static String topic(String database) {
        String topic = "topic_" + database;
        source.execute("CREATE TOPIC IF NOT EXISTS " + topic + " AS DATABASE " + database);
        return topic;
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

    private static String meters() {
        String database = source.database("ms");
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        source.execute("CREATE TABLE " + database + ".d USING " + database + ".m TAGS (1)");
        return database;
    }

    private static void insert(String database, int from, int count) {
        StringBuilder sql = new StringBuilder("INSERT INTO " + database + ".d VALUES");
        for (int v = from; v < from + count; v++) {
            sql.append(" (")
                    .append(1_700_000_000_000L + v)
                    .append(", ")
                    .append(v)
                    .append(')');
        }
        source.execute(sql.toString());
    }

    private static List<Object> numbers(int count) {
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
