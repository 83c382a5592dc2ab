// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.source.subscription.MessagePrefetcher;
import io.tdconnect.tdengine.source.topic.WalPosition;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OffsetIT {
    private static final Pattern WAL = Pattern.compile("wal:(\\d+).*");

    @AutoClose
    private static final Source source = new Source(TdengineServer.start());

    @Test
    void restartGoesOnAfterWhatKafkaHasAndReadsAMessageInHandAgain() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 1, 3);
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database);
        List<SourceRecord> seen = new ArrayList<>();

        try (SourceRun run = new SourceRun(properties, offsets)) {
            seen.addAll(run.take(3));
            source.insert(database, 4, 3);
            List<SourceRecord> records = pollSome(run);
            assertThat(SourceRun.column(records, "v")).containsExactly(4, 5, 6);
            records.subList(0, 2).forEach(run::deliver);
        }
        try (SourceRun run = new SourceRun(properties, offsets)) {
            assertThat(SourceRun.column(run.take(3), "v"))
                    .as("the message again")
                    .containsExactly(4, 5, 6);
        }
        source.insert(database, 7, 1);
        try (SourceRun run = new SourceRun(properties, offsets)) {
            assertThat(SourceRun.column(run.take(1), "v")).as("nothing twice").containsExactly(7);
        }
        assertThat(SourceRun.column(seen, "v")).containsExactly(1, 2, 3);
    }

    @Test
    void whatWasReadAheadIsReadAgainAfterARestartAndNothingTwice() throws InterruptedException {
        String database = source.meters();
        for (int v = 1; v <= 40; v++) {
            source.insert(database, v, 1);
        }
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database);
        List<SourceRecord> seen = new ArrayList<>();
        while (seen.size() < 40) {
            try (SourceRun run = new SourceRun(properties, offsets)) {
                List<SourceRecord> records = pollSome(run);
                records.forEach(run::deliver);
                seen.addAll(records);
            }
            Awaitility.await()
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals(MessagePrefetcher.THREAD)));
        }
        assertThat(SourceRun.column(seen, "v"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void offsetsOfConnectCountAndNotThoseOfTheGroup() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 1, 1);
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database);
        Map<Map<String, ?>, Map<String, ?>> afterFirst = new HashMap<>();
        try (SourceRun run = new SourceRun(properties)) {
            SourceRecord first = run.take(1).get(0);
            afterFirst.put(first.sourcePartition(), first.sourceOffset());
            source.insert(database, 2, 1);
            run.take(1);
            awaitCommitted(database, WalPosition.of(first.sourceOffset()));
        }
        try (SourceRun run = new SourceRun(properties, new ConcurrentHashMap<>(afterFirst))) {
            assertThat(SourceRun.column(run.take(1), "v")).containsExactly(2);
        }
    }

    @Test
    void groupFollowsAndIsForgottenByAReset() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 1, 2);
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database);
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        try (SourceRun run = new SourceRun(properties, offsets)) {
            run.take(2);
            awaitCommitted(database, 0);
        }
        source.insert(database, 3, 1);
        try (SourceRun run = new SourceRun(properties)) {
            assertThat(SourceRun.column(run.take(1), "v"))
                    .as("where the group is, since Connect has no offset")
                    .containsExactly(3);
        }
        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        offsets.keySet().forEach(partition -> reset.put(partition, null));

        assertThat(new TdengineSourceConnector().alterOffsets(properties, reset))
                .isTrue();

        try (SourceRun run = new SourceRun(properties)) {
            assertThat(SourceRun.column(run.take(3), "v")).containsExactly(1, 2, 3);
        }
    }

    @Test
    void groupDoesNotPassWhatKafkaDoesNotHave() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 1, 1);
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database);
        try (SourceRun run = new SourceRun(properties)) {
            run.take(1);
            source.insert(database, 2, 1);
            assertThat(SourceRun.column(pollSome(run), "v")).containsExactly(2);
        }
        // Without an offset of Connect it begins at the group's position.
        try (SourceRun run = new SourceRun(properties)) {
            assertThat(SourceRun.column(run.take(1), "v")).containsExactly(2);
        }
    }

    @Test
    void resetCanDropTheTopicsOfTheConnector() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 1, 1);
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", database, "topic.drop.on.reset", "true");
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        try (SourceRun run = new SourceRun(properties, offsets)) {
            run.take(1);
        }
        assertThat(source.topics(database)).hasSize(1);
        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        offsets.keySet().forEach(partition -> reset.put(partition, null));

        new TdengineSourceConnector().alterOffsets(properties, reset);

        assertThat(source.topics(database)).isEmpty();
    }

    @Test
    void latestBeginsWithWhatComesAndARestartLosesNothing() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 1, 1);
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database, "from", "latest");
        try (SourceRun run = new SourceRun(properties)) {
            awaitConsumer(database);
            assertThat(run.poll()).isEmpty();
        }
        source.insert(database, 2, 1);
        try (SourceRun run = new SourceRun(properties)) {
            assertThat(SourceRun.column(run.take(1), "v")).containsExactly(2);
        }
    }

    @Test
    void startPositionsOfVgroups() throws InterruptedException {
        String database = source.database("ms", 2);
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        source.insertTables(database, 20, 0);
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database);
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        Map<Object, List<Object>> ofVgroups = new HashMap<>();
        try (SourceRun run = new SourceRun(properties, offsets)) {
            for (SourceRecord record : run.take(20)) {
                ofVgroups
                        .computeIfAbsent(record.sourcePartition().get("vgroup"), vgroup -> new ArrayList<>())
                        .addAll(SourceRun.column(List.of(record), "v"));
            }
        }
        assertThat(ofVgroups).hasSize(2);
        source.insertTables(database, 20, 20);
        List<String> starts = new ArrayList<>();
        offsets.forEach(
                (partition, offset) -> starts.add(partition.get("vgroup") + ":" + offset.get(WalPosition.POSITION)));

        Map<String, String> ofBoth = new HashMap<>(properties);
        ofBoth.putAll(Map.of("start.positions", String.join(",", starts), "group.id", "both_" + database));
        try (SourceRun run = new SourceRun(ofBoth)) {
            assertThat(SourceRun.column(run.take(20), "v"))
                    .allSatisfy(v -> assertThat((Integer) v).isBetween(20, 39));
        }
        Map<String, String> ofOne = new HashMap<>(properties);
        ofOne.putAll(Map.of("start.positions", starts.get(0), "group.id", "one_" + database));
        List<Object> ofOther =
                new ArrayList<>(ofVgroups.get(Long.valueOf(starts.get(1).split(":", -1)[0])));
        try (SourceRun run = new SourceRun(ofOne)) {
            assertThat(SourceRun.column(run.take(20 + ofOther.size()), "v"))
                    .containsAll(ofOther)
                    .filteredOn(v -> (Integer) v < 20)
                    .hasSameSizeAs(ofOther);
        }
    }

    @Test
    void offsetBeyondTheWalFailsWithWhatToDo() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 1, 1);
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database);
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        try (SourceRun run = new SourceRun(properties, offsets)) {
            run.take(1);
        }
        offsets.replaceAll((partition, offset) -> WalPosition.offset(1_000_000));
        try (SourceRun run = new SourceRun(properties, offsets)) {
            assertThat(run.failure())
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("stored offset is 1000000")
                    .hasMessageContaining("reset its offsets");
        }
    }

    @Test
    void alteredOffsetsAreChecked() {
        TdengineSourceConnector connector = new TdengineSourceConnector();
        Map<String, String> properties = SourceRun.properties(source.server(), "topics", "t");
        Map<String, ?> partition = Map.of("topic", "t", "vgroup", 2);
        assertThat(connector.alterOffsets(properties, Map.of(partition, Map.of("position", 10))))
                .isTrue();
        for (Map<Map<String, ?>, Map<String, ?>> bad : List.<Map<Map<String, ?>, Map<String, ?>>>of(
                Map.of(partition, Map.of("position", "x")),
                Map.of(partition, Map.of("position", -1)),
                Map.of(partition, Map.of("offset", 1)),
                Map.of(Map.of("topic", "t"), Map.of("position", 1)),
                Map.of(Map.of("topic", "t", "vgroup", "2"), Map.of("position", 1)))) {
            assertThatThrownBy(() -> connector.alterOffsets(properties, bad))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("cannot be set");
        }
    }

    private static List<SourceRecord> pollSome(SourceRun run) throws InterruptedException {
        List<SourceRecord> records = List.of();
        while (records.isEmpty()) {
            records = run.pollOnly();
        }
        return records;
    }

    /** Waits until the group has a position beyond this one. */
    private static void awaitCommitted(String database, long position) {
        Awaitility.await()
                .until(() -> source.topics(database).stream()
                        .flatMap(topic -> source
                                .server()
                                .query("SELECT `offset` FROM information_schema.ins_subscriptions WHERE topic_name = '"
                                        + topic + "'")
                                .stream())
                        .map(row -> WAL.matcher(String.valueOf(row.get(0))))
                        .anyMatch(wal -> wal.matches() && Long.parseLong(wal.group(1)) > position));
    }

    private static void awaitConsumer(String database) {
        Awaitility.await()
                .until(() -> source.topics(database).stream()
                        .anyMatch(topic -> !source.server()
                                .query("SELECT `offset` FROM information_schema.ins_subscriptions WHERE topic_name = '"
                                        + topic + "' AND consumer_id IS NOT NULL")
                                .isEmpty()));
    }
}
