// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of rows with the same identity the last one stays, and no row goes into another supertable's subtable. */
class OverwritingIT {
    @AutoClose
    private static final TdengineServer server = TdengineServer.start();

    private static Map<String, Object> row(Object a, Object b) {
        return map("ts", TS, "id", 1L, "groupid", 1L, "a", a, "b", b);
    }

    @ParameterizedTest(name = "{0}, {1} filler rows, in one put: {2}")
    @CsvSource({
        "statement, 0, true",
        "statement, 0, false",
        "statement, 30, true",
        "sql, 0, true",
        "sql, 0, false",
        "sql, 30, true"
    })
    void aNullOfTheLastRowOverwritesHoweverBatchesAreCut(String method, int filler, boolean together) {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, a INT, b INT) TAGS (groupid INT)");
        try (RunningSink sink = new RunningSink(
                server,
                database,
                "write.method",
                method,
                "tags",
                "groupid",
                "behavior.on.missing.column",
                "drop-field",
                "auto.evolve",
                "false")) {
            List<Object> rows = new ArrayList<>(List.of(row(3L, 4L), row(7L, 7L), row(null, 5L)));
            for (int i = 1; i <= filler; i++) {
                rows.add(map("ts", TS + i, "id", 1L, "groupid", 1L, "a", 1L, "b", 1L));
            }
            if (together) {
                sink.put(rows.toArray());
            } else {
                rows.forEach(row -> {
                    sink.put(row);
                    sink.writeAll();
                });
            }
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT a, b FROM " + database + ".d1 WHERE ts = " + TS))
                .containsExactly(Arrays.asList(null, 5));
        assertThat(server.count(database + ".d1")).isEqualTo(1 + filler);
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement", "sql"})
    void rowsWithDifferentKeysAreDifferentAndASubtableHasTheTagsOfItsFirstRow(String method) {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database
                + ".meters (ts TIMESTAMP, k VARCHAR(10) PRIMARY KEY, a INT, b INT) TAGS (groupid INT)");
        try (RunningSink sink =
                new RunningSink(server, database, "write.method", method, "tags", "groupid", "table", "d1")) {
            sink.put(
                    map("ts", TS, "k", "x", "a", 1L, "b", 1L, "groupid", 7L),
                    map("ts", TS, "k", "y", "a", 2L, "b", 2L, "groupid", 8L),
                    map("ts", TS, "k", "x", "a", null, "b", 3L, "groupid", 9L),
                    map("ts", TS, "k", "", "a", 4L, "b", 4L, "groupid", 9L));
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT k, a, b, groupid FROM " + database + ".meters ORDER BY k"))
                .containsExactly(List.of("", 4, 4, 7), Arrays.asList("x", null, 3, 7), List.of("y", 2, 2, 7));
    }

    @ParameterizedTest
    @CsvSource({"statement, 1", "statement, 20", "sql, 1"})
    void aSubtableThatBelongsToAnotherSupertableMeanwhileIsNotWritten(String method, int rows) {
        String database = server.createDatabase("ms");
        String columns = " (ts TIMESTAMP, id BIGINT, v BIGINT) TAGS (groupid BIGINT)";
        server.execute("CREATE STABLE " + database + ".meters" + columns);
        server.execute("CREATE STABLE " + database + ".others" + columns);
        try (RunningSink sink = new RunningSink(server, database, "write.method", method, "tags", "groupid")) {
            sink.put(good(1, 0), good(2, 0));
            sink.writeAll();
            sink.put(good(1, 1), good(2, 1));
            sink.writeAll();
            server.execute("DROP TABLE " + database + ".d1");
            server.execute("CREATE TABLE " + database + ".d1 USING " + database + ".others TAGS (5)");
            List<Object> more = new ArrayList<>(List.of(good(2, 2)));
            for (int i = 0; i < rows; i++) {
                more.add(good(1, 2 + i));
            }
            sink.put(more.toArray());
            sink.writeAll();
            assertThat(sink.context.reported)
                    .hasSize(rows)
                    // TDengine 3.3.7 refuses SQL text with the first, and statements with the second.
                    .allSatisfy(bad ->
                            assertThat(((RowException) bad.reason()).code()).isIn(0x61d, 0x115));
        }

        assertThat(server.count(database + ".others")).isZero();
        assertThat(server.count(database + ".meters")).isEqualTo(3);
    }

    private static Map<String, Object> good(long id, long time) {
        return map("ts", TS + time, "id", id, "v", time, "groupid", id);
    }
}
