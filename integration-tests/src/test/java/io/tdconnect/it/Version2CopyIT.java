// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.testing.version2.Version2Data;
import io.tdconnect.testing.version2.Version2Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the migration of the page about copying: every row, type, length and tag of TDengine 2 arrives in TDengine 3. */
@Timeout(300)
class Version2CopyIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String COLUMNS =
            "tbname, CAST(ts AS BIGINT), b, i1, i2, i4, i8, u1, u2, u4, u8, f, d, s, n, CAST(t AS BIGINT), g, loc, note,"
                    + " CAST(since AS BIGINT), big, `ratio`, ok";

    private static Version2Server old;
    private static TdengineServer tdengine;
    private static ConnectCluster cluster;

    @BeforeAll
    static void start() {
        old = Version2Server.start();
        tdengine = TdengineServer.start();
        cluster = ConnectCluster.start();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        tdengine.close();
        old.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ms", "ns"})
    void everythingOfADatabaseComesAcross(String precision) throws IOException {
        String origin = old.database(precision);
        String copy = tdengine.createDatabase(precision);
        start(origin, copy);

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(tdengine.count(copy + ".m")).isEqualTo(Version2Data.ROWS + 2L);
            assertThat(tdengine.count(copy + ".j")).isEqualTo(2);
            assertThat(tdengine.count(copy + ".log")).isEqualTo(3);
        });
        assertSame(copy, "SELECT " + COLUMNS + " FROM %s.m", "SELECT tbname, * FROM `" + origin + "`.`m` ORDER BY _c0");
        assertSame(
                copy,
                "SELECT tbname, CAST(ts AS BIGINT), v, info FROM %s.j",
                "SELECT tbname, * FROM `" + origin + "`.`j` ORDER BY _c0");
        assertSame(
                copy, "SELECT CAST(ts AS BIGINT), v FROM %s.log", "SELECT * FROM `" + origin + "`.`log` ORDER BY _c0");
        for (String table : List.of("m", "j", "log")) {
            assertThat(definition(tdengine.query("DESCRIBE " + copy + '.' + table)))
                    .as(table)
                    .isEqualTo(definition(
                            rows(old.query("DESCRIBE `" + origin + "`.`" + table + '`'), Integer.MAX_VALUE)));
        }
        List.of("-source", "-sink").forEach(name -> cluster.rest().deleteConnector(copy + name));
    }

    private static void start(String origin, String copy) throws IOException {
        String topic = copy + "-rows";
        cluster.topics().create(topic, 1);
        Map<String, String> source = DocumentedExample.of("copying-tdengine.md").config("migration-source");
        source.putAll(Map.of(
                "connection.url",
                "jdbc:TAOS-RS://" + old.endpoint(),
                "connection.user",
                Version2Server.USER,
                "connection.password",
                Version2Server.PASSWORD,
                "database",
                origin,
                "kafka.topic",
                topic));
        Map<String, String> sink = DocumentedExample.of("copying-tdengine.md").config("replication-sink");
        sink.putAll(Map.of(
                "topics",
                topic,
                "connection.url",
                "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port(),
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "database",
                copy));

        cluster.putConnector(copy + "-source", source);
        cluster.putConnector(copy + "-sink", sink);
    }

    private static void assertSame(String copy, String query, String oldQuery) {
        List<List<Object>> copied = tdengine.query(String.format(query, copy));
        assertThat(plain(copied))
                .containsExactlyInAnyOrderElementsOf(
                        plain(rows(old.query(oldQuery), copied.get(0).size())));
    }

    /** Rows of an answer, with the first cells of each. */
    private static List<List<Object>> rows(JsonNode data, int columns) {
        List<List<Object>> rows = new ArrayList<>();
        for (JsonNode row : data) {
            List<Object> cells = new ArrayList<>();
            for (JsonNode cell : row) {
                if (cells.size() < columns) {
                    cells.add(cell.isNull() ? null : cell.isValueNode() ? cell.asText() : cell.toString());
                }
            }
            rows.add(cells);
        }
        return rows;
    }

    /** Rows with cells as text, independent of the classes of numbers. */
    private static List<String> plain(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Version2CopyIT::plain).toList().toString())
                .toList();
    }

    private static String plain(Object cell) {
        String text = cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(cell);
        if (text.startsWith("{")) {
            return sorted(text);
        }
        return text.matches("-?[0-9.]+([eE][+-]?[0-9]+)?")
                ? new BigDecimal(text).stripTrailingZeros().toString()
                : text;
    }

    /** JSON with fields in the order of their names, as TDengine 3 stores them. */
    private static String sorted(String json) {
        try {
            return new TreeMap<>(JSON.readValue(json, new TypeReference<Map<String, Object>>() {})).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names, types, lengths and kinds of columns and tags; BINARY is now called VARCHAR, and JSON has another length. */
    private static List<String> definition(List<List<Object>> columns) {
        return columns.stream()
                .map(column -> column.subList(0, 4)
                        .toString()
                        .replace("BINARY", "VARCHAR")
                        .replaceFirst("JSON, \\d+", "JSON"))
                .toList();
    }
}
