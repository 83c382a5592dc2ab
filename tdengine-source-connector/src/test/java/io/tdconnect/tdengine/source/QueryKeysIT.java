// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with composite primary keys, read by queries. */
class QueryKeysIT {
    private static final long T0 = 1_700_000_000_000L;

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
    void rowsOfOneTimeStayTogetherWithCompositeKeys() throws InterruptedException {
        String db = server.createDatabase("us");
        server.execute("CREATE TABLE " + db + ".k (ts TIMESTAMP, id INT PRIMARY KEY, v INT)");
        StringBuilder rows = new StringBuilder("INSERT INTO " + db + ".k VALUES");
        for (int i = 0; i < 60; i++) {
            rows.append(" (").append(T0 * 1000 + i / 20).append(", ").append(i).append(", 1)");
        }
        server.execute(rows.toString());
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        Map<String, String> properties = QueryRun.properties(server, db, "tables", "k", "batch.rows", "5");
        List<Object> ids = new ArrayList<>();
        try (QueryRun run = new QueryRun(properties, offsets)) {
            List<SourceRecord> first = run.take(1);
            assertThat(first).hasSize(20);
            ids.addAll(QueryRun.values(first, "id"));
        }
        try (QueryRun run = new QueryRun(properties, offsets)) {
            ids.addAll(QueryRun.values(run.takeAll(), "id"));
        }

        assertThat(ids).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void schemaMarksTheCompositeKeyOfANormalTable() throws InterruptedException {
        String db = server.createDatabase("us");
        server.execute("CREATE TABLE " + db + ".k (ts TIMESTAMP, id VARCHAR(8) PRIMARY KEY, v INT)");
        server.execute("CREATE TABLE " + db + ".n (ts TIMESTAMP, id VARCHAR(8), v INT)");
        for (String table : List.of("k", "n")) {
            server.execute("INSERT INTO " + db + "." + table + " VALUES (" + T0 * 1000 + ", 'a', 1)");
        }
        try (QueryRun run = new QueryRun(QueryRun.properties(server, db))) {
            List<SourceRecord> rows = run.take(2);
            assertThat(rows)
                    .allSatisfy(row -> assertThat(row.valueSchema().fields())
                            .filteredOn(field -> CompositeKey.isMarked(field.schema()))
                            .extracting(Field::name)
                            .isEqualTo(row.key().equals("k") ? List.of("id") : List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void schemaMarksTheCompositeKeyOfASupertable(String ofStable) throws InterruptedException {
        String db = server.createDatabase("us");
        server.execute("CREATE TABLE " + db + ".m (ts TIMESTAMP, id INT PRIMARY KEY, v INT) TAGS (g INT)");
        server.execute("INSERT INTO " + db + ".d1 USING " + db + ".m TAGS (1) VALUES (" + T0 * 1000 + ", 1, 1)");
        try (QueryRun run = new QueryRun(QueryRun.properties(server, db, "select.from.stable", ofStable))) {
            Schema row = run.take(1).get(0).valueSchema();
            assertThat(row.fields())
                    .filteredOn(field -> CompositeKey.isMarked(field.schema()))
                    .extracting(Field::name)
                    .containsExactly("id");
        }
    }
}
