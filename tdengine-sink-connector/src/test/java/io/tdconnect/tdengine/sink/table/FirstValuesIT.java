// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.RunningSink;
import io.tdconnect.testing.TdengineServer;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first records determine the types of columns, whichever connection is faster. */
class FirstValuesIT {
    private static TdengineServer server;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"2, 1000", "4, 1000", "2, 4", "4, 3"})
    void wholeNumbersOfOneConnectionAndFractionsOfAnother(int connections, int batchRows) {
        for (int run = 0; run < 5; run++) {
            String database = server.createDatabase("ms");
            try (RunningSink sink = sink(database, connections, batchRows)) {
                sink.put(rows(0, i -> i % 2 == 0 ? (Object) 2L : 1.5));
                sink.writeAll();
                assertThat(sink.context.reported).isEmpty();
            }
            assertThat(server.count(database + ".meters")).isEqualTo(16);
            assertThat(type(database, "v")).isEqualTo("DOUBLE");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1000", "4, 3"})
    void recordsWithOtherFieldsHaveTheSameAnswerAsFieldsThatComeLater(int connections, int batchRows) {
        String database = server.createDatabase("ms");
        try (RunningSink sink = sink(database, connections, batchRows)) {
            // The shapes differ, one field is null at first, and texts have different types and lengths.
            sink.put(IntStream.range(0, 16).mapToObj(FirstValuesIT::first).toArray());
            sink.put(IntStream.range(0, 16).mapToObj(FirstValuesIT::later).toArray());
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".meters")).isEqualTo(32);
        assertThat(type(database, "v")).isEqualTo("DOUBLE");
        assertThat(type(database, "late")).isEqualTo("DOUBLE");
        assertThat(type(database, "text")).isEqualTo("NCHAR");
    }

    private static Map<String, Object> first(int i) {
        Map<String, Object> row =
                map("ts", TS, "id", (long) i, "groupid", 1L, "v", i % 2 == 0 ? (Object) 2L : 1.5, "late", null);
        row.put("text", i % 3 == 0 ? "ü".repeat(i + 1) : "x".repeat(100));
        if (i % 2 == 0) {
            row.put("even", (long) i);
        }
        return row;
    }

    private static Map<String, Object> later(int i) {
        Object late = i % 2 == 0 ? (Object) 2L : 1.5;
        return map("ts", TS + 1, "id", (long) i, "groupid", 1L, "v", 3L, "late", late, "text", "a");
    }

    private static RunningSink sink(String database, int connections, int batchRows) {
        return new RunningSink(
                server,
                database,
                "connections.per.task",
                Integer.toString(connections),
                "batch.rows",
                Integer.toString(batchRows),
                "tags",
                "groupid");
    }

    private static Object[] rows(int time, IntFunction<Object> value) {
        return IntStream.range(0, 16)
                .mapToObj(i -> map("ts", TS + time, "id", (long) i, "groupid", 1L, "v", value.apply(i)))
                .toArray();
    }

    private static Object type(String database, String column) {
        for (List<Object> row : server.query("DESCRIBE " + database + ".meters")) {
            if (row.get(0).equals(column)) {
                return row.get(1);
            }
        }
        return "none";
    }
}
