// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.source.topic.Vgroup;
import io.tdconnect.tdengine.source.topic.WalPosition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowConverterTest {
    private static final TableName TABLE = new TableName("power", "meters", "d1");
    private static final List<Column> COLUMNS = List.of(
            new Column("ts", ColumnType.TIMESTAMP),
            new Column("v", ColumnType.INT),
            new Column("note", ColumnType.NCHAR, 20));
    private static final List<Column> TAGS =
            List.of(new Column("g", ColumnType.TINYINT_UNSIGNED), new Column("big", ColumnType.BIGINT_UNSIGNED));
    private static final RowShape SHAPE = RowShape.ofTable(Precision.US, COLUMNS, TAGS);
    private static final Map<String, Object> PARTITION = new Vgroup("t", 2).partition();

    @Test
    void schemaContainsTheTypesOfTdengine() {
        assertThat(SHAPE.schema().field("ts").schema().parameters()).containsEntry("unit", "us");
        assertThat(SHAPE.schema().field("ts").schema().isOptional()).isFalse();
        assertThat(SHAPE.schema().field("v").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
        assertThat(DeclaredType.of(SHAPE.schema().field("note").schema())).isEqualTo("NCHAR(20)");
        assertThat(DeclaredType.of(SHAPE.schema().field("g").schema())).isEqualTo("TINYINT UNSIGNED");
        assertThat(SHAPE.schema().field("big").schema().name()).isEqualTo(Decimal.LOGICAL_NAME);
        for (ColumnType type : ColumnType.values()) {
            assertThat(RowShape.ofTable(Precision.NS, List.of(new Column("c", type, 7)), List.of()))
                    .isNotNull();
        }
    }

    @Test
    void schemaMarksTheCompositeKey() {
        List<Column> columns = List.of(
                new Column("ts", ColumnType.TIMESTAMP),
                new Column("k", ColumnType.BIGINT_UNSIGNED, 8, true),
                new Column("v", ColumnType.INT));
        Schema schema = RowShape.ofTable(Precision.US, columns, List.of()).schema();

        assertThat(CompositeKey.isMarked(schema.field("k").schema())).isTrue();
        assertThat(ColumnType.of(schema.field("k").schema())).isEqualTo(ColumnType.BIGINT_UNSIGNED);
        assertThat(schema.field("k").schema().isOptional()).isTrue();
        assertThat(CompositeKey.isMarked(schema.field("v").schema())).isFalse();
    }

    @Test
    void recordContainsColumnsTagsAndRoutingHeaders() {
        SourceRecord record = records(settings(RoutingMode.ALL, RecordOptions.RecordTimestamp.ARRIVAL, 1), SHAPE, TABLE)
                .get(0);

        assertThat(record.topic()).isEqualTo("power.meters");
        assertThat(record.key()).isEqualTo("d1");
        assertThat(record.timestamp()).isNull();
        Struct row = (Struct) record.value();
        row.validate();
        assertThat(List.of(row.get("ts"), row.get("v"), row.get("g"), row.get("big")))
                .containsExactly(1_700_000_000_000_001L, 10, (short) 3, BigDecimal.TEN);
        assertThat(row.get("note")).isNull();
        assertThat(Routing.read(record.headers()))
                .isEqualTo(new Routing("power", "meters", "d1", List.of("g", "big"), "ts"));
    }

    @Test
    void headersCanDoWithoutTheDatabaseOrBeLeftOut() {
        assertThat(Routing.read(records(
                                        settings(RoutingMode.MINIMAL, RecordOptions.RecordTimestamp.ARRIVAL, 1),
                                        SHAPE,
                                        TABLE)
                                .get(0)
                                .headers())
                        .database())
                .isNull();
        assertThat(records(settings(RoutingMode.NONE, RecordOptions.RecordTimestamp.ARRIVAL, 1), SHAPE, TABLE)
                        .get(0)
                        .headers())
                .isEmpty();
    }

    @Test
    void normalTableHasAnEmptySupertable() {
        RowShape shape = RowShape.ofTable(Precision.US, COLUMNS, List.of());
        SourceRecord record = records(
                        settings(RoutingMode.ALL, RecordOptions.RecordTimestamp.ARRIVAL, 1),
                        shape,
                        new TableName("power", null, "log"))
                .get(0);

        assertThat(record.topic()).isEqualTo("power.log");
        assertThat(Routing.read(record.headers())).isEqualTo(new Routing("power", "", "log", null, "ts"));
    }

    @Test
    void recordCanHaveTheTimeOfItsFirstRowAndHoldSeveral() {
        List<SourceRecord> records =
                records(settings(RoutingMode.ALL, RecordOptions.RecordTimestamp.ROW, 2), SHAPE, TABLE);

        assertThat(records).hasSize(2);
        assertThat(records.get(0).timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat((List<?>) records.get(0).value()).hasSize(2);
        assertThat((List<?>) records.get(1).value()).hasSize(1);
        assertThat(records.get(0).valueSchema()).isSameAs(SHAPE.listSchema());
    }

    @Test
    void timeThatBrokersRefuseIsLeftToThem() {
        assertThat(time(Instant.now().plus(Duration.ofDays(1)).toEpochMilli())).isNull();
        assertThat(time(-1)).isNull();
        assertThat(time(1)).isEqualTo(1);
    }

    @Test
    void kafkaTopicHasOnlyAllowedCharacters() {
        assertThat(KafkaTopic.legal(Template.parse("a/{database}").render(name -> "电 x")))
                .isEqualTo("a___x");
        assertThat(KafkaTopic.legal(Template.parse("{database}").render(name -> "..")))
                .isEqualTo("__");
        assertThat(KafkaTopic.legal(Template.parse("{database}").render(name -> "a".repeat(300))))
                .hasSize(249);
    }

    /** Timestamp of the record of a row of this time, ms since 1970. */
    private static @Nullable Long time(long millis) {
        RowConverter of = new RowConverter(
                settings(RoutingMode.ALL, RecordOptions.RecordTimestamp.ROW, 1),
                TABLE,
                "t",
                SHAPE,
                new @Nullable Object[2]);
        List<SourceRecord> records = new ArrayList<>();
        of.addRecords(
                records,
                of.rows(List.of(new Object[] {millis * 1000}, new Object[] {1}, new Object[] {"a"}), 1),
                RecordFactory.of(PARTITION, WalPosition.offset(1)));
        return records.get(0).timestamp();
    }

    private static List<SourceRecord> records(RecordOptions settings, RowShape shape, TableName table) {
        List<@Nullable Object[]> cells = List.of(
                new Object[] {1_700_000_000_000_001L, 1_700_000_000_000_002L, 1_700_000_000_000_003L},
                new Object[] {10, 11, 12},
                new @Nullable Object[] {null, "b", "c"});
        Object[] tags = shape.tags().isEmpty() ? new Object[0] : new Object[] {(short) 3, BigDecimal.TEN};
        RowConverter of = new RowConverter(settings, table, "t", shape, tags);
        List<SourceRecord> records = new ArrayList<>();
        of.addRecords(records, of.rows(cells, 3), RecordFactory.of(PARTITION, WalPosition.offset(1)));
        return records;
    }

    private static RecordOptions settings(RoutingMode routing, RecordOptions.RecordTimestamp timestamp, int rows) {
        return new RecordOptions(
                Template.parse("{database}.{stable}"),
                true,
                routing,
                timestamp,
                rows,
                RecordOptions.ValueFormat.STRUCT,
                new RowLimit(1_000_000, RowLimit.OnLargeRow.FAIL));
    }

    @ParameterizedTest
    @EnumSource(RowLimit.OnLargeRow.class)
    void aRowThatTheProducerWouldRefuseIsTreatedAsConfigured(RowLimit.OnLargeRow policy) {
        List<Object[]> rows =
                List.of(new Object[] {1L, "x".repeat(30_000)}, new Object[] {2L, "y".repeat(60_000)}, new Object[] {
                    3L, "z".repeat(30_000)
                });

        if (policy == RowLimit.OnLargeRow.FAIL) {
            assertThatThrownBy(() -> large(policy, 1, rows))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("record.max.bytes=50000 bytes")
                    .hasMessageContaining("at 2 in table d1 of power")
                    .hasMessageContaining("on.large.row=skip");
        } else {
            assertThat(large(policy, 1, rows))
                    .extracting(record -> ((Struct) record.value()).get("ts"))
                    .containsExactly(1L, 3L);
            assertThat(large(policy, 1, rows.subList(1, 2))).isEmpty();
        }
    }

    @Test
    void aRecordHasFewerRowsWhereMoreWouldBeTooLarge() {
        List<Object[]> rows = new ArrayList<>();
        for (long i = 0; i < 10; i++) {
            rows.add(new Object[] {i, "\u0001".repeat((int) i * 500)});
        }

        List<SourceRecord> records = large(RowLimit.OnLargeRow.FAIL, 5, rows);

        // As JSON a control character takes six bytes.
        assertThat(records)
                .extracting(record -> ((List<?>) record.value()).size())
                .containsExactly(5, 2, 2, 1);
        assertThat(large(RowLimit.OnLargeRow.FAIL, 5, rows.subList(0, 3)))
                .singleElement()
                .satisfies(record -> assertThat((List<?>) record.value()).hasSize(3));
    }

    private static List<SourceRecord> large(RowLimit.OnLargeRow policy, int rowsPerRecord, List<Object[]> rows) {
        RowShape shape = RowShape.ofTable(
                Precision.US,
                List.of(new Column("ts", ColumnType.TIMESTAMP), new Column("v", ColumnType.VARCHAR, 65_517)),
                List.of());
        RecordOptions settings = new RecordOptions(
                Template.parse("t"),
                true,
                RoutingMode.ALL,
                RecordOptions.RecordTimestamp.ARRIVAL,
                rowsPerRecord,
                RecordOptions.ValueFormat.STRUCT,
                new RowLimit(50_000, policy));
        List<SourceRecord> records = new ArrayList<>();
        new RowConverter(settings, TABLE, "t", shape, new Object[0])
                .addRecords(records, rows, RecordFactory.of(PARTITION, WalPosition.offset(1)));
        return records;
    }
}
