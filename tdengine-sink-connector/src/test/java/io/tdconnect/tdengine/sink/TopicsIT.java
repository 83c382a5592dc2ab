// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicsIT {
    private static TdengineServer server;

    private final String database = server.createDatabase("ms");

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void recordsInterleavedOverTenTopicsAreWrittenInFewBatches() {
        List<SinkRecord> records = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            TopicPartition partition = new TopicPartition("site." + i % 10, 0);
            records.add(Records.of(partition, i / 10, map("ts", TS + i, "id", i % 20L, "v", (long) i, "groupid", 1L)));
            all.put(partition, new OffsetAndMetadata(i / 10 + 1));
        }
        try (RunningSink sink =
                new RunningSink(server, database, "stable", "{topic}", "topic.site.7.stable", "seven")) {
            sink.context.assignment.addAll(all.keySet());
            sink.putRecords(records);
            sink.writeAll(all);
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".seven")).isEqualTo(100);
        assertThat(server.query("SELECT stable_name FROM information_schema.ins_stables WHERE db_name = '" + database
                        + "' ORDER BY stable_name"))
                .extracting(row -> row.get(0))
                .containsExactly(
                        "seven", "site_0", "site_1", "site_2", "site_3", "site_4", "site_5", "site_6", "site_8",
                        "site_9");
    }

    @Test
    void offsetsAreThoseOfTheTopicsBeforeATransformRenamedThem() {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Map<String, Object> value = map("ts", TS + i, "id", 1L, "v", (long) i, "groupid", 1L);
            records.add(new SinkRecord(
                    "renamed",
                    5,
                    null,
                    null,
                    null,
                    value,
                    i,
                    TS,
                    TimestampType.CREATE_TIME,
                    null,
                    "raw." + i % 2,
                    3,
                    i / 2));
        }
        Map<TopicPartition, OffsetAndMetadata> all = Map.of(
                new TopicPartition("raw.0", 3), new OffsetAndMetadata(50),
                new TopicPartition("raw.1", 3), new OffsetAndMetadata(50));
        try (RunningSink sink = new RunningSink(server, database, "stable", "{topic}")) {
            sink.putRecords(records);
            sink.writeAll(all);
        }

        assertThat(server.count(database + ".renamed")).isEqualTo(100);
    }

    @Test
    void nestedRowsAndListsOfRowsAreWritten() {
        Map<String, Object> nested =
                map("ts", TS, "id", 1L, "place", map("city", "Bern", "floor", 3L), "codes", List.of(1L, 2L));
        List<Object> list = List.of(map("ts", TS, "id", 2L, "v", 1.5), map("ts", TS + 1, "id", 2L, "v", 2.5));
        try (RunningSink sink =
                new RunningSink(server, database, "tags", "place_city", "table", "d{id}_{place_city:x}")) {
            sink.put(nested);
            sink.writeAll();
            sink.put(list);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query(
                        "SELECT tbname, place_city, place_floor, codes FROM " + database + ".meters WHERE id = 1"))
                .containsExactly(List.of("d1_Bern", "Bern", 3L, "[1,2]"));
        assertThat(server.query("SELECT v FROM " + database + ".d2_x ORDER BY ts"))
                .containsExactly(List.of(1.5), List.of(2.5));
    }

    @Test
    void longNamesOfSubtablesAreCutAndStayDistinct() {
        String name = "n".repeat(200);
        try (RunningSink sink = new RunningSink(
                server, database, "table", "{name}", "table.name.policy", "truncate-with-hash", "tags", "name")) {
            sink.put(
                    map("ts", TS, "id", 1L, "name", name + "1"),
                    map("ts", TS, "id", 2L, "name", name + "2"),
                    map("ts", TS, "id", 3L, "name", "a.b"));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".meters")).isEqualTo(3);
        assertThat(server.count(database + ".a_b")).isEqualTo(1);
    }
}
