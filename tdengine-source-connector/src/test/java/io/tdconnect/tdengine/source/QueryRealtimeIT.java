// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRealtimeIT {
    private static final long T0 = 1_700_000_000_000L;

    private static TdengineServer server;

    private String db;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void createTables() {
        db = server.createDatabase("ms");
        server.execute("CREATE STABLE " + db + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        server.execute("CREATE TABLE " + db + ".d1 USING " + db + ".m TAGS (1)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void newRowsComeAfterHistoryEachOnce(boolean fromStable) throws InterruptedException {
        server.execute("INSERT INTO " + db + ".d1 VALUES (" + T0 + ", 0)");
        try (QueryRun run = new QueryRun(properties(
                "mode", "all", "select.from.stable", String.valueOf(fromStable), "tables.refresh", "100ms"))) {
            assertThat(QueryRun.values(run.take(1), "v")).containsExactly(0);
            List<Object> values = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, " + i + ")");
                values.addAll(QueryRun.values(run.take(1), "v"));
            }
            server.execute("INSERT INTO " + db + ".d2 USING " + db + ".m TAGS (2) VALUES (NOW, 6)");
            List<SourceRecord> ofNewTable = run.take(1);
            values.addAll(QueryRun.values(ofNewTable, "v"));

            assertThat(values).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(ofNewTable.get(0).key()).isEqualTo("d2");
            assertThat(((Struct) ofNewTable.get(0).value()).get("g")).isEqualTo(2);
        }
    }

    @Test
    void realtimeBeginsWithTheTimeOfRestro() throws InterruptedException {
        server.execute("INSERT INTO " + db + ".d1 VALUES (NOW - 1h, 1) (NOW - 5m, 2)");
        try (QueryRun run = new QueryRun(properties("mode", "realtime", "restro", "10m"))) {
            assertThat(QueryRun.values(run.take(1), "v")).containsExactly(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lateAndChangedRowsComeWithinTheExcursion(boolean fromStable) throws InterruptedException {
        server.execute("INSERT INTO " + db + ".d1 VALUES (NOW - 1s, 1)");
        try (QueryRun run = new QueryRun(
                properties("mode", "all", "excursion", "3s", "select.from.stable", String.valueOf(fromStable)))) {
            List<SourceRecord> first = run.take(1);
            long time = (Long) QueryRun.values(first, "ts").get(0);
            server.execute("INSERT INTO " + db + ".d1 VALUES (" + (time - 1) + ", 2)");
            assertThat(QueryRun.values(run.take(1), "v")).containsExactly(2);
            server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, 3)");
            assertThat(QueryRun.values(run.take(1), "v")).containsExactly(3);
            server.execute("INSERT INTO " + db + ".d1 VALUES (NOW - 1s, 4)");
            assertThat(QueryRun.values(run.take(1), "v")).containsExactly(4);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void columnsAndTagsThatChangeAreFollowed(boolean fromStable) throws InterruptedException {
        server.execute("ALTER STABLE " + db + ".m ADD COLUMN s VARCHAR(4)");
        server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, 1, 'a')");
        try (QueryRun run = new QueryRun(properties(
                "mode", "all", "select.from.stable", String.valueOf(fromStable), "tables.refresh", "100ms"))) {
            run.take(1);
            server.execute("ALTER STABLE " + db + ".m MODIFY COLUMN s VARCHAR(40)");
            server.execute("ALTER STABLE " + db + ".m ADD COLUMN w DOUBLE");
            server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, 2, 'a long text', 2.5)");
            Struct wider = (Struct) run.take(1).get(0).value();
            server.execute("ALTER STABLE " + db + ".m DROP COLUMN v");
            server.execute("ALTER STABLE " + db + ".m ADD TAG h INT");
            server.execute("ALTER TABLE " + db + ".d1 SET TAG h = 7");
            int splits = refreshed(run);
            server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, 'b', 3.5)");
            Struct narrower = (Struct) run.take(1).get(0).value();

            assertThat(splits).isEqualTo(1);
            assertThat(wider.get("s")).isEqualTo("a long text");
            assertThat(wider.get("w")).isEqualTo(2.5);
            assertThat(narrower.schema().field("v")).isNull();
            assertThat(narrower.get("w")).isEqualTo(3.5);
            assertThat(narrower.get("h")).isEqualTo(7);
        }
    }

    @Test
    void aTableThatIsMadeAgainIsReadFromItsBeginning() throws InterruptedException {
        server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, 1)");
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        Map<String, String> properties = properties("mode", "all", "tables.refresh", "100ms");
        try (QueryRun run = new QueryRun(properties, offsets)) {
            run.take(1);
            makeAgain(2);
            assertThat(QueryRun.values(run.take(1), "v")).containsExactly(2);
        }
        makeAgain(3);
        try (QueryRun run = new QueryRun(properties, offsets)) {
            assertThat(QueryRun.values(run.take(1), "v")).containsExactly(3);
        }
    }

    @Test
    void aDatabaseThatIsDroppedFailsTheTaskWithItsName() throws InterruptedException {
        server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, 1)");
        try (QueryRun run = new QueryRun(properties("mode", "all"))) {
            run.take(1);
            server.execute("DROP DATABASE " + db);

            assertThatThrownBy(() -> run.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("database " + db + " does not exist")
                    .hasMessageContaining("change database");
        }
    }

    @Test
    void aWrongPasswordFailsTheTaskWithoutShowingIt() {
        try (QueryRun run = new QueryRun(properties("connection.password", "wr0ng-secret"))) {
            assertThatThrownBy(() -> run.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("connection.password")
                    .hasMessageNotContaining("wr0ng-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void connectionsLostInAResultLoseAndRepeatNothing(boolean fromStable) throws InterruptedException {
        int tables = 4;
        int rows = 20_000;
        for (int table = 0; table < tables; table++) {
            fill("x" + table, rows);
        }
        try (TcpProxy proxy = TcpProxy.to(server.host(), server.port());
                QueryRun run = new QueryRun(properties(
                        "connection.url",
                        "jdbc:TAOS-WS://127.0.0.1:" + proxy.port(),
                        "select.from.stable",
                        String.valueOf(fromStable),
                        "stables",
                        "m",
                        "batch.rows",
                        "500"))) {
            List<SourceRecord> records = new ArrayList<>();
            for (int cut = 0; cut < 4; cut++) {
                records.addAll(run.take(2_000));
                if (cut % 2 == 0) {
                    proxy.cut();
                } else {
                    proxy.cutAfter(5_000);
                }
            }
            records.addAll(run.takeAll());

            assertThat(records).hasSize(tables * rows);
            assertThat(records.stream()
                            .map(record -> record.key() + "@" + ((Struct) record.value()).get("ts"))
                            .distinct())
                    .hasSize(tables * rows);
            assertThat((Long) run.figure("failures")).isPositive();
        }
    }

    @Test
    void silenceEndsWithTheTimeOutAndReadingGoesOn() throws InterruptedException {
        fill("x", 20_000);
        try (TcpProxy proxy = TcpProxy.to(server.host(), server.port());
                QueryRun run = new QueryRun(properties(
                        "connection.url", "jdbc:TAOS-WS://127.0.0.1:" + proxy.port(),
                        "request.timeout.ms", "1000",
                        "batch.rows", "500"))) {
            List<SourceRecord> records = new ArrayList<>(run.take(500));
            proxy.freeze();
            while ((Long) run.figure("failures") == 0) {
                records.addAll(run.poll());
            }
            proxy.thaw();
            records.addAll(run.takeAll());

            assertThat(QueryRun.values(records, "ts")).hasSize(20_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void aGatewayThatIsAwayForAWhileIsWaitedFor() throws InterruptedException {
        try (TcpProxy proxy = TcpProxy.to(server.host(), server.port());
                QueryRun run = new QueryRun(
                        properties("connection.url", "jdbc:TAOS-WS://127.0.0.1:" + proxy.port(), "mode", "all"))) {
            server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, 1)");
            run.take(1);
            proxy.stop();
            server.execute("INSERT INTO " + db + ".d1 VALUES (NOW, 2)");
            while ((Long) run.figure("failures") < 2) {
                assertThat(run.poll()).isEmpty();
            }
            proxy.resume();

            assertThat(QueryRun.values(run.take(1), "v")).containsExactly(2);
        }
    }

    private void makeAgain(int value) {
        server.execute("DROP TABLE " + db + ".d1");
        server.execute(
                "INSERT INTO " + db + ".d1 USING " + db + ".m TAGS (1) VALUES (" + (T0 - value) + ", " + value + ")");
    }

    /** Waits until the tables have been listed again; returns their number. */
    private static int refreshed(QueryRun run) throws InterruptedException {
        // Two periods of tables.refresh, after which there is nothing else to wait for.
        long until = System.nanoTime() + 1_000_000_000L;
        while (System.nanoTime() < until) {
            run.poll();
        }
        return (Integer) run.figure("lanes");
    }

    private void fill(String table, int rows) {
        for (int from = 0; from < rows; from += 5_000) {
            StringBuilder sql =
                    new StringBuilder("INSERT INTO " + db + "." + table + " USING " + db + ".m TAGS (9) VALUES");
            for (int i = from; i < from + 5_000; i++) {
                sql.append(" (").append(T0 + i).append(", ").append(i).append(')');
            }
            server.execute(sql.toString());
        }
    }

    private Map<String, String> properties(String... more) {
        return QueryRun.properties(server, db, more);
    }
}
