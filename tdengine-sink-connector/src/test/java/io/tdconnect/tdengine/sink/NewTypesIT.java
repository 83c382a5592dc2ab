// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.testing.TdengineServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of types that TDengine 3.3.6 introduced. */
class NewTypesIT {
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
    @CsvSource({"statement, 1", "statement, 10", "sql, 10"})
    void decimalsAreStoredDigitByDigit(String method, int rows) {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database
                + ".meters (ts TIMESTAMP, v DECIMAL(10,2), w DECIMAL(38,10), d DOUBLE) TAGS (groupid INT)");
        try (RunningSink sink =
                new RunningSink(server, database, "write.method", method, "tags", "groupid", "table", "d1")) {
            for (int i = 0; i < rows; i++) {
                sink.put(
                        map("ts", TS + 2L * i, "v", "1.23", "w", "-5", "d", 1.5, "groupid", 1L),
                        map(
                                "ts",
                                TS + 2L * i + 1,
                                "v",
                                null,
                                "w",
                                "1234567890123456789012345678.0123456789",
                                "groupid",
                                1L));
            }
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        List<List<Object>> stored = server.query(
                "SELECT CAST(v AS VARCHAR(50)), CAST(w AS VARCHAR(50)) FROM " + database + ".d1 ORDER BY ts");
        assertThat(stored).hasSize(2 * rows);
        for (int i = 0; i < rows; i++) {
            assertThat(stored.get(2 * i)).containsExactly("1.23", "-5.0000000000");
            assertThat(stored.get(2 * i + 1)).containsExactly(null, "1234567890123456789012345678.0123456789");
        }
    }

    @ParameterizedTest
    @CsvSource({"statement, 1", "statement, 10", "sql, 10"})
    void blobsAreStoredByteByByte(String method, int rows) {
        String database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, b BLOB, d DOUBLE) TAGS (groupid INT)");
        byte[] bytes = new byte[300];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        try (RunningSink sink =
                new RunningSink(server, database, "write.method", method, "tags", "groupid", "table", "d1")) {
            for (int i = 0; i < rows; i++) {
                sink.put(
                        map("ts", TS + 4L * i, "b", bytes, "d", 1.5, "groupid", 1L),
                        map("ts", TS + 4L * i + 1, "b", null, "d", 1.5, "groupid", 1L),
                        map("ts", TS + 4L * i + 2, "b", new byte[0], "d", 1.5, "groupid", 1L),
                        map("ts", TS + 4L * i + 3, "b", "text", "d", 1.5, "groupid", 1L));
            }
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        List<List<Object>> stored = server.query("SELECT b FROM " + database + ".d1 ORDER BY ts");
        assertThat(stored).hasSize(4 * rows);
        for (int i = 0; i < rows; i++) {
            assertThat(stored.get(4 * i)).containsExactly(bytes);
            assertThat(stored.get(4 * i + 1)).containsOnlyNulls();
            assertThat(stored.get(4 * i + 2)).containsExactly(new byte[0]);
            assertThat(stored.get(4 * i + 3)).containsExactly("text".getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement", "sql"})
    void aDecimalBesideABlobIsRefusedSinceTheServerStoresOtherDigits(String method) {
        String database = server.createDatabase("ms");
        server.execute(
                "CREATE STABLE " + database + ".meters (ts TIMESTAMP, w DECIMAL(38,10), b BLOB) TAGS (groupid INT)");
        try (RunningSink sink =
                new RunningSink(server, database, "write.method", method, "tags", "groupid", "table", "d1")) {
            sink.put(
                    map("ts", TS, "w", "-5", "b", new byte[] {1}, "groupid", 1L),
                    map("ts", TS + 1, "w", null, "b", new byte[] {1}, "groupid", 1L));
            sink.writeAll();
            assertThat(sink.context.reported).singleElement().satisfies(bad -> {
                assertThat(bad.fault()).isEqualTo(Fault.TYPE_MISMATCH);
                assertThat(bad.reason()).hasMessageContaining("BLOB column b");
            });
        }
        assertThat(server.count(database + ".meters")).isEqualTo(1);
    }
}
