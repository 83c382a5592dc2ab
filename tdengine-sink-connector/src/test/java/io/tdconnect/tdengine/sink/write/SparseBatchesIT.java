// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.RunningSink;
import io.tdconnect.testing.TdengineServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches with a row or two for each subtable, which are written as text once the subtables exist. */
class SparseBatchesIT {
    private static TdengineServer server;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void laterRowsAreWrittenWithTheirValuesAsTheFirst() {
        String database = server.createDatabase("ns");
        server.execute(
                "CREATE STABLE " + database + ".meters (ts TIMESTAMP, v DOUBLE, f FLOAT, n BIGINT, u BIGINT UNSIGNED,"
                        + " s VARCHAR(60), c NCHAR(30)) TAGS (id BIGINT)");
        List<Map<String, Object>> rows = List.of(
                values(1.5, 1.1f, 1L, 1L, "plain", "纯"),
                values(-3e-300, 3.4e38f, Long.MIN_VALUE + 1, Long.MAX_VALUE, "it's \\% \\\\ \"x\"\n\t`", "😀 'é\\'"),
                values(Double.MAX_VALUE, -0.1f, Long.MAX_VALUE, 0L, "", "\\n"),
                values(null, null, null, null, null, null),
                values(Double.NaN, Float.POSITIVE_INFINITY, 1L, 1L, "SQL has no NaN", "x"));
        try (RunningSink sink = new RunningSink(server, database, "tags", "id", "write.method", "statement")) {
            // Subtable d1 exists before the rows arrive; each of the others is created by its row.
            sink.put(map("ts", TS - 1, "id", 1L, "v", 0.0));
            sink.writeAll();
            for (int i = 0; i < rows.size(); i++) {
                put(sink, rows.get(i), 1, i);
                put(sink, rows.get(i), 10 + i, i);
            }
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".d1")).isEqualTo(rows.size() + 1L);
        for (int i = 0; i < rows.size(); i++) {
            String of = "SELECT v, f, n, u, s, c FROM " + database + ".d%d WHERE ts = " + (TS + i) * 1_000_000;
            assertThat(server.query(of.formatted(1))).as("row %d", i).isEqualTo(server.query(of.formatted(10 + i)));
        }
    }

    @Test
    void subtablesThatWereDroppedAreCreatedAgainWithTheirTags() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = new RunningSink(server, database)) {
            for (int round = 0; round < 3; round++) {
                long time = TS + round;
                sink.put(LongStream.range(0, 50)
                        .mapToObj(id -> map("ts", time, "id", id, "v", 1.5, "groupid", id % 3, "location", "x" + id))
                        .toArray());
                sink.writeAll();
                if (round == 1) {
                    server.execute("DROP TABLE " + database + ".d7");
                }
            }
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".meters")).isEqualTo(148);
        assertThat(server.query("SELECT ts, id, v, groupid, location FROM " + database + ".d7"))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.subList(1, 5)).isEqualTo(List.of(7L, 1.5, 1L, "x7")));
    }

    private static void put(RunningSink sink, Map<String, Object> values, long id, int time) {
        Map<String, Object> row = new HashMap<>(values);
        row.put("ts", TS + time);
        row.put("id", id);
        sink.put(row);
        sink.writeAll();
    }

    private static Map<String, Object> values(Object v, Object f, Object n, Object u, Object s, Object c) {
        return map("v", v, "f", f, "n", n, "u", u, "s", s, "c", c);
    }
}
