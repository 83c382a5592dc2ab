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
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class FaultIT {
    @AutoClose
    private static final Source source = new Source(TdengineServer.start());

    @Test
    void connectionsCutWhileRowsFlow() throws InterruptedException {
        String database = source.meters();
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
                source.insert(database, round * 1000, 1000);
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
    void connectionCutInTheMiddleOfAMessage() throws InterruptedException {
        String database = source.meters();
        try (TcpProxy proxy = proxy();
                SourceRun run = new SourceRun(through(proxy, database))) {
            source.insert(database, 0, 1);
            List<Object> seen = new ArrayList<>(SourceRun.column(run.take(1), "v"));
            for (int round = 0; round < 3; round++) {
                // A thousand rows are more than 10,000 bytes.
                proxy.cutAfter(2_000 + 3_000 * round);
                source.insert(database, seen.size(), 1_000);
                int wanted = seen.size() + 1_000;
                while (seen.size() < wanted) {
                    seen.addAll(SourceRun.column(run.poll(), "v"));
                }
            }
            assertThat(seen).as("none lost, none twice, in order").isEqualTo(numbers(3_001));
            assertThat((Long) run.metric("failures")).isEqualTo(3);
        }
    }

    @Test
    void topicWithoutMetadataHasRowsAndTagsAndNoEvents() throws InterruptedException {
        String database = source.meters();
        source.execute("CREATE TOPIC stable_" + database + " AS STABLE " + database + ".m");
        source.insert(database, 1, 1);
        try (SourceRun run = new SourceRun(SourceRun.properties(
                source.server(), "topics", "stable_" + database, "metadata.topic", "events-{database}"))) {
            List<SourceRecord> records = new ArrayList<>(run.take(1));
            source.execute(
                    "INSERT INTO " + database + ".e USING " + database + ".m TAGS (5) VALUES (1700000000009, 9)");
            records.addAll(run.take(1));
            assertThat(records).extracting(SourceRecord::topic).containsOnly(database + ".m");
            assertThat(SourceRun.column(records, "g")).containsExactly(1, 5);
        }
    }

    @Test
    void gatewayThatIsDownForAWhile() throws InterruptedException {
        String database = source.meters();
        try (TcpProxy proxy = proxy();
                SourceRun run = new SourceRun(through(proxy, database))) {
            source.insert(database, 0, 1);
            run.take(1);
            proxy.stop();
            Awaitility.await().until(() -> {
                run.poll();
                return (Long) run.metric("failures") > 1;
            });
            source.insert(database, 1, 1);
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
        String database = source.meters();
        try (SourceRun run = new SourceRun(SourceRun.properties(source.server(), "database", database))) {
            source.insert(database, 0, 1);
            assertThat(SourceRun.column(run.take(1), "g")).containsExactly(1);
            source.execute("DROP TABLE " + database + ".d");
            source.execute("CREATE TABLE " + database + ".d USING " + database + ".m TAGS (2)");
            source.insert(database, 1, 1);
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
        String database = source.meters();
        try (SourceRun run =
                new SourceRun(SourceRun.properties(source.server(), "database", database, "timeout", "500ms"))) {
            Awaitility.await().until(() -> {
                run.poll();
                return Long.valueOf(1).equals(run.metric("finished"));
            });
            assertThat(run.finished()).isTrue();
            // The consumer is gone, so these rows are not read yet.
            Awaitility.await().ignoreExceptions().until(() -> {
                source.execute("DROP TOPIC `" + source.topics(database).get(0) + "`");
                return true;
            });
        }
    }

    @Test
    void whatIsSubscribedCannotBeDropped() throws InterruptedException {
        String database = source.meters();
        try (SourceRun run = new SourceRun(SourceRun.properties(source.server(), "database", database))) {
            source.insert(database, 0, 1);
            run.take(1);
            String topic = source.topics(database).get(0);
            assertThatThrownBy(() -> source.execute("DROP TOPIC `" + topic + "`"))
                    .hasMessageContaining("0x3eb");
            assertThatThrownBy(() -> source.execute("DROP DATABASE " + database))
                    .hasMessageContaining("0x3");
            source.insert(database, 1, 1);
            assertThat(SourceRun.column(run.take(1), "v")).containsExactly(1);
        }
    }

    @Test
    void topicDroppedWhileTheGatewayWasAway() throws InterruptedException {
        String database = source.meters();
        try (TcpProxy proxy =
                        TcpProxy.to(source.server().host(), source.server().port());
                SourceRun run = new SourceRun(SourceRun.properties(
                        source.server(),
                        "topics",
                        topic(database),
                        "connection.url",
                        "http://127.0.0.1:" + proxy.port()))) {
            source.insert(database, 0, 1);
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

    private static List<Object> numbers(int count) {
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static TcpProxy proxy() {
        return TcpProxy.to(source.server().host(), source.server().port());
    }

    private static Map<String, String> through(TcpProxy proxy, String database) {
        return SourceRun.properties(
                source.server(), "database", database, "connection.url", "http://127.0.0.1:" + proxy.port());
    }
}
