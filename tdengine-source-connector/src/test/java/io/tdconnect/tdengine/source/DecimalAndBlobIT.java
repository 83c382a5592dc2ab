// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import io.tdconnect.testing.TdengineServer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * DECIMAL and BLOB by each way of reading, digit by digit and byte by byte. They have separate tables, since TDengine
 * 3.3.7 stores a wrong DECIMAL beside a BLOB.
 */
@Timeout(120)
class DecimalAndBlobIT {
    private static final List<String> MONEY = List.of("1.23", "-99999999.99", "0.00", "99999999.99");
    private static final List<String> WIDE = List.of(
            "0.0000000001",
            "-9999999999999999999999999999.9999999999",
            "12345678901234567890.0123456789",
            "9999999999999999999999999999.9999999999");

    @AutoClose
    private static final Source source = new Source(TdengineServer.start());

    @ParameterizedTest
    @CsvSource({"subscription, false", "subscription, true", "query, false", "query, true"})
    void everyDigitOfADecimal(String mode, boolean flagged) throws InterruptedException {
        String database = decimals();

        List<SourceRecord> records = records(database, mode, flagged, 5);

        assertThat(column(records, "v"))
                .containsExactlyElementsOf(
                        withNull(MONEY.stream().map(BigDecimal::new).toList()));
        assertThat(column(records, "w"))
                .containsExactlyElementsOf(
                        withNull(WIDE.stream().map(BigDecimal::new).toList()));
        Struct row = (Struct) records.get(0).value();
        row.validate();
        assertThat(DeclaredType.of(row.schema().field("v").schema())).isEqualTo("DECIMAL(10,2)");
        assertThat(DeclaredType.of(row.schema().field("w").schema())).isEqualTo("DECIMAL(38,10)");
    }

    @Test
    void everyDigitOfTheResultOfAQuery() throws InterruptedException {
        String database = decimals();
        Map<String, String> properties = SourceRun.properties(
                source.server(), "topic.query", "SELECT ts, v, w FROM " + database + ".m", "kafka.topic", "decimals");

        try (SourceRun run = new SourceRun(properties)) {
            List<SourceRecord> records = run.take(5);

            assertThat(column(records, "v"))
                    .containsExactlyElementsOf(
                            withNull(MONEY.stream().map(BigDecimal::new).toList()));
            assertThat(column(records, "w"))
                    .containsExactlyElementsOf(
                            withNull(WIDE.stream().map(BigDecimal::new).toList()));
        }
    }

    @ParameterizedTest
    @CsvSource({"subscription, false", "subscription, true", "query, false", "query, true"})
    void everyByteOfABlob(String mode, boolean flagged) throws InterruptedException {
        String database = source.database("ms");
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, b BLOB) TAGS (g INT)");
        source.execute("INSERT INTO " + database + ".d USING " + database + ".m TAGS (1) VALUES"
                + " (1700000000001, '\\x00FF27') (1700000000002, 'text')");
        source.execute("INSERT INTO " + database + ".d VALUES (1700000000003, '" + "x".repeat(70_000) + "')");

        List<SourceRecord> records = records(database, mode, flagged, 3);

        List<@Nullable Object> blobs = column(records, "b");
        assertThat(blobs.get(0)).isEqualTo(new byte[] {0, (byte) 0xff, 0x27});
        assertThat(blobs.get(1)).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
        assertThat((byte[]) blobs.get(2)).hasSize(70_000).containsOnly('x');
        assertThat(DeclaredType.of(
                        ((Struct) records.get(0).value()).schema().field("b").schema()))
                .isEqualTo("BLOB");
    }

    @Test
    void metadataEventsHaveTheDigits() throws InterruptedException {
        String database = decimals();
        source.execute("ALTER STABLE " + database + ".m ADD COLUMN x DECIMAL(20,4)");
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", database, "metadata.topic", "{database}-metadata");

        try (SourceRun run = new SourceRun(properties)) {
            List<String> events = run
                    .takeUntil(records -> !events(records, "alter").isEmpty())
                    .stream()
                    .filter(record -> record.headers().lastWithName(MetadataEvent.HEADER) != null)
                    .map(record -> String.valueOf(record.value()))
                    .toList();

            assertThat(events)
                    .anyMatch(event -> event.contains("\"colName\":\"x\"") && event.contains("\"colLength\":5124"));
            assertThat(events)
                    .anyMatch(event -> event.contains("\"length\":2562") && event.contains("\"length\":9738"));
        }
    }

    private static String decimals() {
        String database = source.database("ms");
        source.execute(
                "CREATE STABLE " + database + ".m (ts TIMESTAMP, v DECIMAL(10,2), w DECIMAL(38,10)) TAGS (g INT)");
        StringBuilder sql =
                new StringBuilder("INSERT INTO " + database + ".d USING " + database + ".m TAGS (1) VALUES");
        for (int i = 0; i < MONEY.size(); i++) {
            sql.append(" (")
                    .append(1_700_000_000_001L + i)
                    .append(", '")
                    .append(MONEY.get(i))
                    .append("', '")
                    .append(WIDE.get(i))
                    .append("')");
        }
        source.execute(sql + " (1700000000009, NULL, NULL)");
        return database;
    }

    /** @param flagged a snapshot of a subscription, or whole supertables by queries */
    private static List<SourceRecord> records(String database, String mode, boolean flagged, int count)
            throws InterruptedException {
        if (mode.equals("query")) {
            Map<String, String> properties =
                    QueryRun.properties(source.server(), database, "select.from.stable", String.valueOf(flagged));
            try (QueryRun run = new QueryRun(properties)) {
                return run.take(count);
            }
        }
        source.execute("FLUSH DATABASE " + database);
        Map<String, String> properties = SourceRun.properties(
                source.server(), "database", database, "stables", "m", "snapshot", String.valueOf(flagged));
        try (SourceRun run = new SourceRun(properties)) {
            return run.take(count);
        }
    }

    private static List<@Nullable Object> column(List<SourceRecord> records, String name) {
        return SourceRun.column(records, name);
    }

    private static List<@Nullable Object> withNull(List<?> values) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.add(null);
        return all;
    }

    private static List<SourceRecord> events(List<SourceRecord> records, String type) {
        return records.stream()
                .filter(record -> record.headers().lastWithName(MetadataEvent.HEADER) != null
                        && type.equals(record.headers()
                                .lastWithName(MetadataEvent.HEADER)
                                .value()))
                .toList();
    }
}
