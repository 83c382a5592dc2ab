// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each row of the table of exception strategies in docs/for-taosx-users.md, with the options that stand there. */
class StrategiesIT {
    private static final Path PAGE = Path.of(System.getProperty("tdconnect.root"), "docs/for-taosx-users.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| `(\\w+)` \\| ([^|]*) \\|.*");
    private static final Pattern OPTION = Pattern.compile("`([a-z.]+)=([^`]*)`");
    private static final String LONG_TEXT = "far too long a text";
    private static final String LONG_NAME = "x".repeat(200);

    private static TdengineServer server;

    /** A row of the page. */
    private record Strategy(String key, String value, List<String> options) {
        boolean isOfTransform() {
            return options.get(0).startsWith("transforms.");
        }
    }

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> rows() throws IOException {
        List<Strategy> rows = page();
        assertThat(rows).hasSizeGreaterThan(40);
        // A row of the transforms is tested there, by TaosxStrategyTest.
        assertThat(rows.stream().filter(Strategy::isOfTransform)).hasSize(1);
        return rows.stream()
                .filter(row -> !row.isOfTransform())
                .map(row -> DynamicTest.dynamicTest(row.key + ' ' + row.value, () -> check(row)));
    }

    private static void check(Strategy row) {
        String database = database();
        String[] options = Stream.concat(Stream.of("table", "t_{name}", "tags", "name,groupid"), row.options.stream())
                .toArray(String[]::new);
        try (RunningSink sink = new RunningSink(server, database, options)) {
            SinkRecord[] records = {Records.of(0, good(0)), bad(row.key), Records.of(2, good(2))};
            if (row.value.equals("break")) {
                assertThatThrownBy(() -> write(sink, records)).isInstanceOf(ConnectException.class);
                return;
            }
            write(sink, records);

            assertThat(sink.context.reported)
                    .extracting(letter -> letter.entry().kafkaOffset())
                    .isEqualTo(row.value.equals("archive") ? List.of(1L) : List.of());
        }
        assertThat(server.query("SELECT v FROM " + database + ".meters WHERE name = 'good'"))
                .hasSize(2);
        checkRow(row, database);
    }

    private static void checkRow(Strategy row, String database) {
        switch (row.key + ' ' + row.value) {
            case "table_not_exist retry" ->
                assertThat(server.count(database + ".fresh")).isEqualTo(1);
            case "table_name_length_overflow truncate", "table_name_length_overflow truncate_and_archive" ->
                assertThat(names(database)).anyMatch(name -> name.matches("t_x{173}_[0-9a-f]{16}"));
            case "table_name_contains_illegal_char replace_to" ->
                assertThat(names(database)).contains("t_a_b");
            case "variable_not_exist_in_table_name_template leave_blank" ->
                assertThat(names(database)).contains("t_");
            case "variable_not_exist_in_table_name_template replace_to" ->
                assertThat(names(database)).contains("t_NULL");
            case "field_name_not_found add_field" ->
                assertThat(values("extra", database)).contains("7");
            case "field_length_extend true" ->
                assertThat(values("note", database)).contains(LONG_TEXT);
            case "field_length_overflow truncate", "field_length_overflow truncate_and_archive" ->
                assertThat(values("note", database)).contains(LONG_TEXT.substring(0, 8));
            default -> {
                assertThat(row.value).isIn("archive", "skip");
                assertThat(server.count(database + ".meters")).isEqualTo(2);
            }
        }
    }

    private static void write(RunningSink sink, SinkRecord... records) {
        sink.putRecords(records);
        sink.writeAll(Records.upTo(records.length));
    }

    private static String database() {
        String database = server.uniqueDatabase();
        server.execute("CREATE DATABASE " + database + " BUFFER 16 KEEP 3650");
        server.execute("CREATE STABLE " + database
                + ".meters (ts TIMESTAMP, v BIGINT, note VARCHAR(8)) TAGS (name VARCHAR(300), groupid BIGINT)");
        server.execute("CREATE STABLE " + database
                + ".keyed (ts TIMESTAMP, k BIGINT PRIMARY KEY, v BIGINT) TAGS (name VARCHAR(300), groupid BIGINT)");
        return database;
    }

    private static Map<String, Object> good(long v) {
        return map("ts", TS + v, "v", v, "name", "good", "groupid", 1L);
    }

    /** The second record, which the strategy is for. */
    private static SinkRecord bad(String key) {
        Map<String, Object> row = map("ts", TS + 1, "v", 1L, "name", "other", "groupid", 1L);
        String header = null;
        String target = "";
        switch (key) {
            case "database_not_exist" -> {
                header = "td.database";
                target = "no_such_database";
            }
            case "table_not_exist" -> {
                header = "td.stable";
                target = "fresh";
            }
            case "primary_key_null" -> {
                header = "td.stable";
                target = "keyed";
            }
            case "primary_timestamp_overflow" -> row.put("ts", 1_000_000_000_000L);
            case "primary_timestamp_null" -> row.put("ts", null);
            case "table_name_length_overflow" -> row.put("name", LONG_NAME);
            case "table_name_contains_illegal_char" -> row.put("name", "a.b");
            case "variable_not_exist_in_table_name_template" -> row.remove("name");
            case "field_name_not_found" -> row.put("extra", 7L);
            case "field_name_length_overflow" -> row.put("c".repeat(65), 7L);
            case "field_length_extend", "field_length_overflow" -> row.put("note", LONG_TEXT);
            case "ingesting_error" -> row.put("v", "no number");
            default -> throw new IllegalArgumentException("no record for the row " + key);
        }
        SinkRecord record = Records.of(1, row);
        if (header != null) {
            record.headers().addString(header, target);
        }
        return record;
    }

    private static List<String> names(String database) {
        return texts("SELECT DISTINCT TBNAME FROM " + database + ".meters");
    }

    private static List<String> values(String column, String database) {
        return texts("SELECT " + column + " FROM " + database + ".meters");
    }

    private static List<String> texts(String sql) {
        return server.query(sql).stream()
                .map(row -> row.get(0) instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : String.valueOf(row.get(0)))
                .toList();
    }

    private static List<Strategy> page() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("## Exception strategies");
        List<Strategy> rows = new ArrayList<>();
        page.substring(start, page.indexOf("\n## ", start)).lines().forEach(line -> {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                List<String> options = new ArrayList<>();
                Matcher option = OPTION.matcher(row.group(3));
                while (option.find()) {
                    options.add(option.group(1));
                    options.add(option.group(2));
                }
                rows.add(new Strategy(row.group(1), row.group(2), options));
            }
        });
        return rows;
    }
}
