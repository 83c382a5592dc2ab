// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.sink.RunningSink;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRecordReporterIT {
    private static final int ROWS = 500;
    private static TdengineServer server;

    private final long now = System.currentTimeMillis() - ROWS;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"0", "250", "499"})
    void isolatesAPoisonRecordWhereverItIs(long position) {
        assertIsolated(Set.of(position), this::notANumber);
        assertIsolated(Set.of(position), this::tooOld);
    }

    @Test
    void isolatesTenPercentPoison() {
        Set<Long> poison = Set.copyOf(
                LongStream.range(0, ROWS).filter(i -> i % 10 == 3).boxed().toList());
        assertIsolated(poison, this::notANumber);
        assertIsolated(poison, this::tooOld);
        assertIsolated(poison, i -> i % 20 == 3 ? notANumber(i) : tooOld(i));
    }

    private void assertIsolated(Set<Long> poison, LongFunction<Map<String, Object>> bad) {
        String database = keepDatabase();
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(LongStream.range(0, ROWS)
                    .mapToObj(i -> poison.contains(i) ? bad.apply(i) : good(i))
                    .toArray());
            sink.writeAll();
            assertThat(sink.context.reported)
                    .extracting(record -> record.entry().kafkaOffset())
                    .containsExactlyInAnyOrderElementsOf(poison);
        }
        assertThat(server.count(database + ".meters")).isEqualTo(ROWS - poison.size());
        server.execute("DROP DATABASE " + database);
    }

    @Test
    void aListWithABadRowIsReportedOnceThoughItsRowsGoToSeveralTables() {
        String database = keepDatabase();
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(LongStream.range(0, 40)
                    .mapToObj(i -> List.of(good(i), i == 7 ? tooOld(1) : good(i + 1), i == 7 ? tooOld(2) : good(i + 2)))
                    .toArray());
            sink.writeAll();
            assertThat(sink.context.reported)
                    .singleElement()
                    .satisfies(
                            record -> assertThat(record.entry().kafkaOffset()).isEqualTo(7));
        }
    }

    @Test
    void deadLettersTellClassCodeAndPlace() {
        String database = keepDatabase();
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(tooOld(1), notANumber(2), good(3));
            sink.writeAll();
            assertThat(sink.context.reported).hasSize(2);
            assertThat(headers(sink, 0))
                    .containsEntry("td.error.class", "bad-timestamp")
                    .containsEntry("td.error.code", "0x60b")
                    .containsEntry("td.error.database", database)
                    .containsEntry("td.error.table", "d1")
                    .containsEntry("td.error.field", "ts");
            assertThat(headers(sink, 1))
                    .containsEntry("td.error.class", "type-mismatch")
                    .containsEntry("td.error.table", "d2")
                    .containsEntry("td.error.field", "v")
                    .doesNotContainKey("td.error.code");
        }
    }

    private static Map<String, Object> headers(RunningSink sink, long offset) {
        return sink.context.reported.stream()
                .map(BadRecord::entry)
                .filter(entry -> entry.kafkaOffset() == offset)
                .flatMap(entry -> StreamSupport.stream(entry.headers().spliterator(), false))
                .collect(Collectors.toMap(Header::key, Header::value));
    }

    @Test
    void recordsAreSkippedOrKeptOrStopTheTaskAsThePolicySays() {
        String database = keepDatabase();
        try (RunningSink sink = new RunningSink(
                server, database, "behavior.on.type.mismatch", "null", "behavior.on.bad.timestamp", "skip")) {
            sink.put(tooOld(1), notANumber(2), good(3));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }
        assertThat(server.query("SELECT v FROM " + database + ".d2")).containsExactly(Arrays.asList((Object) null));
        assertThat(server.count(database + ".d1")).isZero();

        try (RunningSink sink =
                new RunningSink(server, database, "tags", "groupid", "behavior.on.missing.tag", "fail")) {
            assertThatThrownBy(() -> {
                        sink.put(map("ts", now, "id", 4L, "v", 1L));
                        while (true) {
                            sink.commit();
                            sink.put();
                        }
                    })
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("groupid")
                    .hasMessageContaining("behavior.on.missing.tag");
        }
    }

    @Test
    void aFieldThatChangesItsTypeOnlyHurtsItsOwnRecords() {
        String database = keepDatabase();
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(good(1));
            sink.writeAll();
            sink.put(
                    map("ts", now, "id", 2L, "v", "12", "groupid", 1L),
                    map("ts", now, "id", 3L, "v", "twelve", "groupid", 1L),
                    map("ts", now, "id", 4L, "v", 12.0, "groupid", 1L),
                    map("ts", now, "id", 5L, "v", 12.5, "groupid", 1L),
                    map("ts", now, "id", 6L, "v", map("x", 1.5), "groupid", 1L));
            sink.writeAll();
            assertThat(sink.context.reported)
                    .extracting(record -> record.entry().kafkaOffset())
                    .containsExactlyInAnyOrder(2L, 4L);
        }

        assertThat(server.query("SELECT id, v, v_x FROM " + database + ".meters WHERE id > 1 ORDER BY id"))
                .containsExactly(
                        Arrays.asList(2L, 12L, null), Arrays.asList(4L, 12L, null), Arrays.asList(6L, null, 1.5));
    }

    @Test
    void tablesOfAnotherKindAreBadRecords() {
        String database = keepDatabase();
        server.execute("CREATE STABLE " + database + ".others (ts TIMESTAMP, v INT) TAGS (groupid INT)");
        server.execute("CREATE TABLE " + database + ".d1 USING " + database + ".others TAGS (1)");
        server.execute("CREATE TABLE " + database + ".plain (ts TIMESTAMP, v INT)");
        try (RunningSink sink = new RunningSink(server, database, "stable", "{stable:meters}", "tags", "groupid")) {
            sink.put(good(1), good(2), map("ts", now, "id", 3L, "v", 1L, "stable", "plain"));
            sink.writeAll();
            assertThat(sink.context.reported)
                    .extracting(record -> record.entry().kafkaOffset())
                    .containsExactlyInAnyOrder(0L, 2L);
        }

        assertThat(server.count(database + ".d2")).isEqualTo(1);
    }

    private static String keepDatabase() {
        String database = server.uniqueDatabase();
        server.execute("CREATE DATABASE " + database + " BUFFER 16 KEEP 30");
        server.execute(
                "CREATE STABLE " + database + ".meters (ts TIMESTAMP, id BIGINT, v BIGINT) TAGS (groupid BIGINT)");
        return database;
    }

    private Map<String, Object> good(long i) {
        return map("ts", now + i, "id", i, "v", i, "groupid", 1L);
    }

    private Map<String, Object> notANumber(long i) {
        return map("ts", now + i, "id", i, "v", "x" + i, "groupid", 1L);
    }

    private Map<String, Object> tooOld(long i) {
        return map("ts", now + i - Duration.ofDays(100).toMillis(), "id", i, "v", i, "groupid", 1L);
    }
}
