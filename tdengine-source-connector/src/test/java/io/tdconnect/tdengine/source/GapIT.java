// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.tdengine.source.topic.WalPosition;
import io.tdconnect.testing.TdengineServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server's WAL no longer holds the next rows. On the emulator, whose WAL expires when a test says so. */
@Timeout(120)
class GapIT {
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
    private Source source;
    private Map<String, String> properties;
    private String database;
    private long first;

    @BeforeEach
    void readSomeAndLoseSome() throws InterruptedException {
        source = new Source(TdengineServer.startEmulator());
        database = source.meters();
        properties = SourceRun.properties(source.server(), "database", database);
        source.insert(database, 1, 1);
        try (SourceRun run = new SourceRun(properties, offsets)) {
            run.take(1);
        }
        first = positions().get(0);
        source.insert(database, 2, 1);
        source.server().expireLogs();
        source.insert(database, 3, 1);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void failsWithWhatToDo() throws InterruptedException {
        try (SourceRun run = new SourceRun(properties, offsets)) {
            assertThat(run.failure())
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("rows in between may be lost")
                    .hasMessageContaining("behavior.on.gap=continue");
        }
    }

    @Test
    void goesOnWithTheOldestAndCounts() throws InterruptedException {
        Map<String, String> going = new HashMap<>(properties);
        going.put("behavior.on.gap", "continue");
        try (SourceRun run = new SourceRun(going, offsets)) {
            assertThat(SourceRun.column(run.take(1), "v")).containsExactly(3);
            assertThat(run.metric("gaps")).isEqualTo(1L);
        }
    }

    @Test
    void whatIsMissingIsReadFromTheTables() throws InterruptedException {
        source.execute(
                "INSERT INTO " + database + ".other USING " + database + ".m TAGS (2) VALUES (1700000000009, 9)");
        Map<String, String> filling = filling("1d");
        try (SourceRun run = new SourceRun(filling, offsets)) {
            List<SourceRecord> records =
                    run.takeUntil(all -> SourceRun.column(all, "v").containsAll(List.of(2, 3, 9))
                            && positions().stream().allMatch(position -> position > first));
            assertThat(SourceRun.column(records, "g")).contains(1, 2).doesNotContainNull();
            assertThat(run.metric("gaps")).isEqualTo(1L);
        }
        source.insert(database, 4, 1);
        try (SourceRun run = new SourceRun(filling, offsets)) {
            run.takeUntil(all -> SourceRun.column(all, "v").contains(4));
            assertThat(run.metric("gaps")).isEqualTo(0L);
        }
    }

    @Test
    void schemasOfFilledRowsMarkTheCompositeKey() throws InterruptedException {
        source.execute("CREATE TABLE " + database + ".k (ts TIMESTAMP, id INT PRIMARY KEY, v INT)");
        source.execute(
                "CREATE TABLE " + database + ".ks (ts TIMESTAMP, id VARCHAR(8) PRIMARY KEY, v INT) TAGS (g INT)");
        source.execute("INSERT INTO " + database + ".k VALUES (1700000000009, 1, 10) (1700000000009, 2, 11)");
        for (int i = 1; i <= 2; i++) {
            source.execute("INSERT INTO " + database + ".ks" + i + " USING " + database + ".ks TAGS (1) VALUES"
                    + " (1700000000009, 'a', " + (10 + 2 * i) + ") (1700000000009, 'b', " + (11 + 2 * i) + ")");
        }
        source.server().expireLogs();
        source.insert(database, 3, 1);
        try (SourceRun run = new SourceRun(filling("1d"), offsets)) {
            List<SourceRecord> records =
                    run.takeUntil(all -> SourceRun.column(all, "v").containsAll(List.of(2, 3, 10, 11, 12, 13, 14, 15)));
            source.execute("INSERT INTO " + database + ".k VALUES (1700000000009, 3, 16)");
            source.execute("INSERT INTO " + database + ".ks1 VALUES (1700000000009, 'c', 17)");
            records.addAll(run.takeUntil(all -> SourceRun.column(all, "v").containsAll(List.of(16, 17))));

            assertThat(records)
                    .allSatisfy(row -> assertThat(row.valueSchema().fields())
                            .filteredOn(field -> CompositeKey.isMarked(field.schema()))
                            .extracting(Field::name)
                            .isEqualTo(row.key().toString().startsWith("k") ? List.of("id") : List.of()));
        }
    }

    @Test
    void fillingBeginsBeforeTheLatestRowThatWasRead() throws InterruptedException {
        Map<String, String> filling = filling("0s");
        try (SourceRun run = new SourceRun(filling, offsets)) {
            run.takeUntil(all -> SourceRun.column(all, "v").containsAll(List.of(2, 3)));
        }
        assertThat(offsets.values())
                .extracting(WalPosition::time)
                .containsExactly(Instant.ofEpochMilli(1_700_000_000_003L));
        source.insert(database, 5, 1);
        source.insert(database, 1, 1);
        source.server().expireLogs();
        source.insert(database, 6, 1);
        try (SourceRun run = new SourceRun(filling, offsets)) {
            List<SourceRecord> records =
                    run.takeUntil(all -> SourceRun.column(all, "v").containsAll(List.of(3, 5, 6)));
            assertThat(SourceRun.column(records, "v")).doesNotContain(1, 2);
        }
    }

    @Test
    void fillingBeginsAgainIfItWasInterrupted() throws InterruptedException {
        source.execute(
                "INSERT INTO " + database + ".other USING " + database + ".m TAGS (2) VALUES (1700000000009, 9)");
        Map<String, String> filling = filling("1d");
        List<Object> seen = new ArrayList<>();
        try (SourceRun run = new SourceRun(filling, offsets)) {
            List<SourceRecord> batch = List.of();
            while (batch.isEmpty()) {
                batch = run.pollOnly();
            }
            // Kafka gets only the first record.
            run.deliver(batch.get(0));
            seen.addAll(SourceRun.column(batch.subList(0, 1), "v"));
        }
        assertThat(positions()).containsExactly(first);
        try (SourceRun run = new SourceRun(filling, offsets)) {
            run.takeUntil(all -> SourceRun.column(all, "v").containsAll(List.of(1, 2, 3, 9)));
            assertThat(run.metric("gaps")).isEqualTo(1L);
        }
        assertThat(seen).isNotEmpty();
    }

    @Test
    void emptyTablesAreFilledOnce() throws InterruptedException {
        source.execute("DELETE FROM " + database + ".m");
        source.server().expireLogs();
        Map<String, String> filling = filling("1d");
        try (SourceRun run = new SourceRun(filling, offsets)) {
            run.poll();
            Awaitility.await().until(() -> Long.valueOf(1).equals(run.metric("gaps")));
            source.insert(database, 7, 1);
            assertThat(SourceRun.column(run.take(1), "v")).containsExactly(7);
        }
    }

    @Test
    void resultOfAQueryCannotBeFilled() throws InterruptedException {
        String topic = database + "_q";
        source.execute("CREATE TOPIC " + topic + " AS SELECT ts, v FROM " + database + ".m");
        Map<String, String> ofTopic = SourceRun.properties(source.server(), "topics", topic);
        ofTopic.put("group.id", "q_" + database);
        Map<Map<String, ?>, Map<String, ?>> own = new ConcurrentHashMap<>();
        try (SourceRun run = new SourceRun(ofTopic, own)) {
            run.take(1);
        }
        source.insert(database, 8, 1);
        source.server().expireLogs();
        source.insert(database, 9, 1);
        ofTopic.put("behavior.on.gap", "fill");
        try (SourceRun run = new SourceRun(ofTopic, own)) {
            assertThat(run.failure())
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("contains the result of a query")
                    .hasMessageContaining("behavior.on.gap=continue");
        }
        assertThat(problem(ofTopic)).contains("since the topic " + topic + " contains the result of a query");
        Map<String, String> ofQuery = SourceRun.properties(source.server(), "topic.query", "SELECT 1");
        ofQuery.put("behavior.on.gap", "fill");
        ofQuery.put("validate.connection", "false");
        assertThat(problem(ofQuery)).contains("expected fail or continue, since topic.query is set");
    }

    private Map<String, String> filling(String lookback) {
        Map<String, String> filling = new HashMap<>(properties);
        filling.put("behavior.on.gap", "fill");
        filling.put("gap.lookback", lookback);
        return filling;
    }

    private List<Long> positions() {
        return offsets.values().stream().map(WalPosition::of).toList();
    }

    private static String problem(Map<String, String> properties) {
        return new TdengineSourceConnector()
                .validate(properties).configValues().stream()
                        .filter(value -> value.name().equals("behavior.on.gap"))
                        .flatMap(value -> value.errorMessages().stream())
                        .findFirst()
                        .orElse("");
    }
}
