// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.TdengineServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of {@code metadata.existing}. */
@Timeout(120)
class ExistingTablesIT {
    @AutoClose
    private static final Source source = new Source(TdengineServer.start());

    @ParameterizedTest
    @ValueSource(strings = {"subscription", "query"})
    void everythingThatExistsComesOnceAndFirst(String mode) throws InterruptedException {
        String database = filled();
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
        Map<String, String> properties = properties(database, mode);

        List<SourceRecord> records;
        try (SourceRun run = new SourceRun(properties, offsets)) {
            records = run.takeUntil(found -> found.stream().anyMatch(entry -> entry.value() instanceof Struct));
        }

        List<String> events = records.stream()
                .takeWhile(entry -> entry.value() instanceof String)
                .map(entry -> (String) entry.value())
                .toList();
        assertThat(events.get(0))
                .startsWith("{\"type\":\"create\",\"tableType\":\"database\",\"precision\":\"us\",\"options\":{")
                .contains("\"wal_retention_period\":\"3600\"");
        assertThat(events)
                .contains(
                        "{\"type\":\"create\",\"tableType\":\"super\",\"tableName\":\"m\",\"columns\":[{\"name\":\"ts\","
                                + "\"type\":9},{\"name\":\"k\",\"type\":4,\"isPrimarykey\":true},{\"name\":\"v\",\"type\":10,"
                                + "\"length\":7}],\"tags\":[{\"name\":\"g\",\"type\":5},{\"name\":\"s\",\"type\":8,\"length\":9}]}",
                        "{\"type\":\"create\",\"tableType\":\"normal\",\"tableName\":\"n\",\"columns\":[{\"name\":\"ts\","
                                + "\"type\":9},{\"name\":\"x\",\"type\":7}],\"tags\":[]}")
                .anyMatch(event -> event.contains("\"tableName\":\"d1\"") && event.contains("9007199254740993"));

        source.execute("INSERT INTO " + database + ".n VALUES (1700000000000009, 9)");
        try (SourceRun run = new SourceRun(properties, offsets)) {
            List<SourceRecord> later =
                    run.takeUntil(found -> found.stream().anyMatch(entry -> "n".equals(entry.key())));

            assertThat(later).noneMatch(entry -> String.valueOf(entry.value()).contains("\"tableType\":\"database\""));
        }
    }

    @Test
    void onlyWhatIsSelected() throws InterruptedException {
        String database = filled();
        Map<String, String> properties =
                SourceRun.with(properties(database, "query"), "tables", "m.d1", "mode", "history");

        try (SourceRun run = new SourceRun(properties)) {
            List<SourceRecord> records =
                    run.takeUntil(found -> found.stream().anyMatch(entry -> entry.value() instanceof Struct));

            assertThat(records)
                    .filteredOn(entry -> entry.value() instanceof String)
                    .hasSize(3)
                    .noneMatch(entry -> String.valueOf(entry.value()).contains("\"n\""))
                    .noneMatch(entry -> String.valueOf(entry.value()).contains("\"d2\""));
        }
    }

    private static String filled() {
        String database = source.database("us");
        source.execute("CREATE STABLE " + database
                + ".m (ts TIMESTAMP, k INT PRIMARY KEY, v NCHAR(7)) TAGS (g BIGINT, s VARCHAR(9))");
        source.execute("CREATE TABLE " + database + ".d1 USING " + database + ".m TAGS (9007199254740993, 'a')");
        source.execute("CREATE TABLE " + database + ".d2 USING " + database + ".m TAGS (NULL, NULL)");
        source.execute("CREATE TABLE " + database + ".n (ts TIMESTAMP, x DOUBLE)");
        source.execute("INSERT INTO " + database + ".d1 VALUES (1700000000000001, 1, 'x')");
        return database;
    }

    private static Map<String, String> properties(String database, String mode) {
        return SourceRun.properties(
                source.server(),
                "database",
                database,
                "read.mode",
                mode,
                "metadata.topic",
                "{database}-events",
                "metadata.existing",
                "true");
    }
}
