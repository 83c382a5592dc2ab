// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.source.topic.WalPosition;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A snapshot, restarts in it and after it, and tasks that take over from each other. */
@Timeout(180)
class SnapshotIT {
    /** More rows than a server puts into a message. */
    private static final int ROWS = 12_000;

    private static final int ROWS_PER_INSERT = 4_000;

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
    void aRestartInTheMiddleBeginsItAgain() throws InterruptedException {
        String database = history();
        Map<String, String> properties = properties(database);
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();

        try (SourceRun run = new SourceRun(properties, offsets)) {
            run.take(1);
            assertThat(offsets).as("rows of a snapshot have no position").isEmpty();
        }
        source.insert(database, ROWS + 1, 1);
        try (SourceRun run = new SourceRun(properties, offsets)) {
            assertAll(run.takeUntil(records -> values(records).size() == ROWS + 1), ROWS + 1);
            source.insert(database, ROWS + 2, 1);
            List<SourceRecord> later = run.takeUntil(records -> values(records).contains(ROWS + 2));
            SourceRecord last = later.get(later.size() - 1);
            assertThat(last.sourceOffset()).isNotNull();
            assertThat(WalPosition.of(last.sourceOffset())).isPositive();
        }
    }

    @Test
    void aRestartAfterItsEndReadsNothingAgain() throws InterruptedException {
        String database = history();
        Map<String, String> properties = properties(database);
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();

        try (SourceRun run = new SourceRun(properties, offsets)) {
            assertAll(run.takeUntil(records -> values(records).size() == ROWS), ROWS);
            // No row has given Kafka Connect a position yet.
            Awaitility.await().until(() -> run.poll().isEmpty() && hasPosition(database));
        }
        source.insert(database, ROWS + 1, 1);
        try (SourceRun run = new SourceRun(properties, offsets)) {
            assertThat(values(run.take(1))).containsExactly(ROWS + 1);
        }
        source.insert(database, ROWS + 2, 1);
        try (SourceRun run = new SourceRun(properties, offsets)) {
            assertThat(values(run.take(1))).as("by the offset of Kafka Connect").containsExactly(ROWS + 2);
        }
    }

    @Test
    void afterARestartVgroupsWithAPositionGoOnAndTheOthersBeginAgain() throws InterruptedException {
        String database = source.database("ms", 2);
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        source.insertTables(database, 40, 1);
        Map<String, String> properties = properties(database);
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();

        List<SourceRecord> snapshot;
        try (SourceRun run = new SourceRun(properties, offsets)) {
            snapshot = run.takeUntil(records -> values(records).size() == 40);
            source.insertTables(database, 40, 41);
            run.takeUntil(records -> values(records).size() == 40);
        }
        assertThat(offsets).hasSize(2);
        Map<String, ?> unknown = offsets.keySet().iterator().next();
        offsets.remove(unknown);
        source.execute("DROP CONSUMER GROUP IF EXISTS `tdconnect_source` ON `"
                + source.topics(database).get(0) + "`");
        source.insertTables(database, 40, 81);

        Set<Object> ofUnknown = values(snapshot.stream()
                .filter(record -> record.sourcePartition().equals(unknown))
                .toList());
        assertThat(ofUnknown).isNotEmpty().hasSizeLessThan(40);
        try (SourceRun run = new SourceRun(properties, offsets)) {
            List<SourceRecord> again = run.takeUntil(records -> values(records).size() == 40 + 2 * ofUnknown.size());
            again.addAll(run.poll());
            again.addAll(run.poll());
            assertThat(values(again)).hasSize(40 + 2 * ofUnknown.size()).containsAll(ofUnknown);
            assertThat(values(again))
                    .containsAll(IntStream.rangeClosed(81, 120).boxed().toList());
        }
    }

    @Test
    void aTaskTakesOverFromAnotherInTheMiddle() throws InterruptedException {
        String database = source.database("ms", 4);
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        source.insertTables(database, 80, 1);
        Map<String, String> properties = properties(database);
        properties.put("tasks.per.topic", "2");
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        Set<Object> seen = new HashSet<>();

        SourceRun first = new SourceRun(properties, offsets);
        try (SourceRun second = new SourceRun(properties, offsets)) {
            while (seen.isEmpty()) {
                seen.addAll(values(first.poll()));
                seen.addAll(values(second.poll()));
            }
            first.close();
            source.insertTables(database, 80, 81);
            while (seen.size() < 160) {
                seen.addAll(values(second.poll()));
            }
        } finally {
            first.close();
        }
        assertThat(seen).hasSize(160);
    }

    /** The table d with rows in the data files. */
    private static String history() {
        String database = source.meters();
        for (int first = 1; first <= ROWS; first += ROWS_PER_INSERT) {
            source.insert(database, first, ROWS_PER_INSERT);
        }
        source.execute("FLUSH DATABASE " + database);
        return database;
    }

    private static Map<String, String> properties(String database) {
        return SourceRun.properties(
                source.server(), "database", database, "stables", "m", "snapshot", "true", "from", "latest");
    }

    private static Set<Object> values(List<SourceRecord> records) {
        return new HashSet<>(SourceRun.column(records, "v"));
    }

    private static void assertAll(List<SourceRecord> records, int last) {
        assertThat(new ArrayList<>(values(records)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, last).boxed().toList());
    }

    private static boolean hasPosition(String database) {
        return source
                .server()
                .query("SELECT `offset` FROM information_schema.ins_subscriptions WHERE topic_name = '"
                        + source.topics(database).get(0) + "'")
                .stream()
                .anyMatch(row -> String.valueOf(row.get(0)).startsWith("wal:"));
    }
}
