// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.source.query.PrefetchingQueryClient;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A supertable in many windows, of which the next is prefetched. */
@Timeout(120)
class PrefetchingQueryClientIT {
    private static final long T0 = 1_700_000_000_000L;
    private static final int TABLES = 4;
    private static final int SECONDS = 200;

    private static TdengineServer server;
    private static String database;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
        database = server.createDatabase("ms");
        server.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        for (int table = 0; table < TABLES; table++) {
            StringBuilder sql = new StringBuilder(
                    "INSERT INTO " + database + ".d" + table + " USING " + database + ".m TAGS (" + table + ") VALUES");
            for (int second = 0; second < SECONDS; second++) {
                sql.append(" (").append(T0 + second * 1_000L).append(", 1)");
            }
            server.execute(sql.toString());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRowComesOnceInTheOrderOfTime() throws InterruptedException {
        try (QueryRun run = new QueryRun(properties())) {
            List<SourceRecord> records = run.takeAll();

            assertThat(keys(records)).hasSize(TABLES * SECONDS).doesNotHaveDuplicates();
        }
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals(PrefetchingQueryClient.THREAD)));
    }

    @Test
    void whatWasAskedAheadIsAskedAgainAfterARestart() throws InterruptedException {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        List<String> keys = new ArrayList<>();
        while (keys.size() < TABLES * SECONDS) {
            try (QueryRun run = new QueryRun(properties(), offsets)) {
                keys.addAll(keys(run.take(Math.min(90, TABLES * SECONDS - keys.size()))));
            }
        }
        assertThat(keys).hasSize(TABLES * SECONDS).doesNotHaveDuplicates();
    }

    @Test
    void lostConnectionsAreReplacedWithoutALossOfRows() throws InterruptedException {
        List<String> keys = new ArrayList<>();
        try (TcpProxy proxy = TcpProxy.to(server.host(), server.port())) {
            Map<String, String> properties =
                    QueryRun.with(properties(), "connection.url", "jdbc:TAOS-WS://127.0.0.1:" + proxy.port());
            try (QueryRun run = new QueryRun(properties)) {
                for (int cut = 0; cut < 3; cut++) {
                    keys.addAll(keys(run.take(90)));
                    proxy.cut();
                }
                keys.addAll(keys(run.takeAll()));
            }
        }
        assertThat(keys).hasSize(TABLES * SECONDS).doesNotHaveDuplicates();
    }

    private static Map<String, String> properties() {
        return QueryRun.properties(
                server,
                database,
                "select.from.stable",
                "true",
                "batch.rows",
                "9",
                "window",
                "10s",
                "begin.time",
                String.valueOf(T0),
                "end.time",
                String.valueOf(T0 + SECONDS * 1_000L));
    }

    private static List<String> keys(List<SourceRecord> records) {
        List<Object> times = QueryRun.values(records, "ts");
        List<Object> tables = QueryRun.values(records, "g");
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            keys.add(times.get(i) + " " + tables.get(i));
        }
        return keys;
    }
}
