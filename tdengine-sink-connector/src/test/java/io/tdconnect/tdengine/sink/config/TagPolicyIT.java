// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.RunningSink;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.testing.TdengineServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TagPolicyIT {
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
    void keepsTheTagsOfTheFirstRow() {
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(row(0, 1L, "old"));
            sink.writeAll();
            sink.put(row(1, 2L, "new"));
            sink.writeAll();
        }

        assertThat(tags()).containsExactly(List.of(1L, "old"));
        assertThat(server.count(database + ".d1")).isEqualTo(2);
    }

    @Test
    void updatesTagsOnceForEachChange() {
        try (RunningSink sink = new RunningSink(server, database, "tag.policy", "update")) {
            sink.put(row(0, 1L, "old"), row(1, 1L, "it's"), row(2, null, "it's"));
            sink.writeAll();
            assertThat(tags()).containsExactly(List.of(1L, "it's"));
            // Another client's change remains until records have a new value.
            server.execute("ALTER TABLE " + database + ".d1 SET TAG groupid=9");
            sink.put(row(3, 1L, "it's"));
            sink.writeAll();
            assertThat(tags()).containsExactly(List.of(9L, "it's"));
        }
        try (RunningSink sink = new RunningSink(server, database, "tag.policy", "update")) {
            sink.put(row(4, 3L, "it's"));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(tags()).containsExactly(List.of(3L, "it's"));
        assertThat(server.count(database + ".d1")).isEqualTo(5);
    }

    @Test
    void refusesRowsWithOtherTags() {
        try (RunningSink sink = new RunningSink(server, database)) {
            sink.put(row(0, 1L, "old"));
            sink.writeAll();
        }
        try (RunningSink sink = new RunningSink(server, database, "tag.policy", "fail")) {
            sink.put(row(1, 1L, "old"), row(2, 2L, "old"), row(3, null, "old"));
            sink.writeAll();
            assertThat(sink.context.reported).singleElement().satisfies(bad -> {
                assertThat(bad.entry().kafkaOffset()).isEqualTo(1);
                assertThat(bad.fault()).isEqualTo(Fault.DIFFERENT_TAGS);
            });
        }

        assertThat(server.count(database + ".d1")).isEqualTo(3);
    }

    @Test
    void comparesTagsOfEveryType() {
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, id INT) TAGS (b BOOL, i TINYINT, f FLOAT,"
                + " d DOUBLE, t TIMESTAMP, u BIGINT UNSIGNED, n NCHAR(8), x VARBINARY(8))");
        Map<String, Object> first = map("ts", TS, "id", 1L, "b", true, "i", 5L, "f", 1.1, "d", 1.1, "t", TS, "u", 7L);
        first.put("n", "度");
        first.put("x", new byte[] {1, 2});
        Map<String, Object> second =
                map("ts", TS + 1, "id", 1L, "b", false, "i", 6L, "f", 1.2, "d", 1.2, "t", TS + 1, "u", 8L);
        second.put("n", "ü'");
        second.put("x", new byte[] {3});
        try (RunningSink sink = new RunningSink(server, database, "tag.policy", "update")) {
            sink.put(first);
            sink.writeAll();
        }
        try (RunningSink sink = new RunningSink(server, database, "tag.policy", "fail")) {
            sink.put(first);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }
        try (RunningSink sink = new RunningSink(server, database, "tag.policy", "update")) {
            sink.put(second);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }
        try (RunningSink sink = new RunningSink(server, database, "tag.policy", "fail")) {
            sink.put(second);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }
    }

    private static Map<String, Object> row(int offset, Long group, String location) {
        return map("ts", TS + offset, "id", 1L, "v", 1L, "groupid", group, "location", location);
    }

    private List<List<Object>> tags() {
        return server.query("SELECT TAGS groupid, location FROM " + database + ".meters");
    }
}
