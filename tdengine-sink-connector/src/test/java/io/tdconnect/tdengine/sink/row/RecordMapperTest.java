// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static io.tdconnect.tdengine.sink.Records.meter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.RowOptions.NullValues;
import io.tdconnect.tdengine.sink.config.TableNameOptions;
import io.tdconnect.tdengine.sink.config.TableNameOptions.ForbiddenCharacters;
import io.tdconnect.tdengine.sink.config.TableNameOptions.LongNames;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordMapperTest {
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("ts", Schema.INT64_SCHEMA)
            .field("id", Schema.INT32_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA);

    private final RecordMapper mapper = mapper(new RoutingOptions(
            Template.parse("power"),
            Template.parse("{topic}"),
            Template.parse("d{id}"),
            List.of("groupid", "location"),
            "ts"));

    @Test
    void routesMapsByTheOptions() {
        Row row = only(meter(7, TS));

        assertThat(row.table).isEqualTo("d7");
        assertThat(row.shape.fullName()).isEqualTo("power.meters");
        assertThat(row.shape.names).containsExactly("ts", "id", "current", "voltage", "phase", "groupid", "location");
        assertThat(row.shape.timestamp).isZero();
        assertThat(row.shape.isTag(5)).isTrue();
        assertThat(row.shape.isTag(1)).isFalse();
        assertThat(row.value(3)).isEqualTo(222L);
    }

    @Test
    void routesStructsByTheOptionsAndKeepsTheirSchemas() {
        Row row = only(new Struct(SCHEMA).put("ts", TS).put("id", 3));

        assertThat(row.table).isEqualTo("d3");
        assertThat(row.shape.schema(2)).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(row.value(2)).isNull();
    }

    @Test
    void headersWinOverOptions() {
        SinkRecord entry = Records.of(0, map("when", TS, "site", "a", "v", 1L));
        entry.headers().addString("td.database", "plant");
        entry.headers().addString("td.stable", "pumps");
        entry.headers().addString("td.table", "p1");
        entry.headers().addString("td.tags", "site");
        entry.headers().addString("td.timestamp", "when");

        Row row = mapper.map(entry).get(0);

        assertThat(row.shape.fullName()).isEqualTo("plant.pumps");
        assertThat(row.table).isEqualTo("p1");
        assertThat(row.shape.isTag(1)).isTrue();
        assertThat(row.shape.timestamp).isZero();
    }

    @Test
    void givesOneRowForEachElementOfAList() {
        List<Row> rows = mapper.map(Records.of(0, List.of(meter(1, TS), meter(2, TS))));

        assertThat(rows).extracting(row -> row.table).containsExactly("d1", "d2");
    }

    @Test
    void aHeaderOfSeveralLinesHasOneForEachRowOfAlist() {
        SinkRecord entry = Records.of(0, List.of(meter(1, TS), meter(2, TS)));
        entry.headers().addString("td.stable", "pumps").addString("td.table", "p1\np2");

        List<Row> rows = mapper.map(entry);

        assertThat(rows).extracting(row -> row.table).containsExactly("p1", "p2");
        assertThat(rows).extracting(row -> row.shape.fullName()).containsOnly("power.pumps");
    }

    @Test
    void rowsWithTheSameFieldsShareTheirShape() {
        RowShape first = only(meter(1, TS)).shape;
        RowShape other = only(map("ts", TS, "id", 1L)).shape;

        assertThat(only(meter(2, TS + 1)).shape).isSameAs(first).isNotSameAs(other);
    }

    @Test
    void skipsNullValuesUnlessToldOtherwise() {
        assertThat(mapper.map(Records.of(0, null))).isEmpty();
        RecordMapper strict = Records.mapper(
                new RoutingOptions(Template.parse("d"), Template.parse("s"), Template.parse("t"), List.of(), "ts"),
                NullValues.FAIL);
        assertThatThrownBy(() -> strict.map(Records.of(0, null))).hasMessageContaining("behavior.on.null.values");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> only("text")).isInstanceOf(DataException.class).hasMessageContaining("ParseJson");
        assertThatThrownBy(() -> only(map("id", 1L))).hasMessageContaining("timestamp.field");
        assertThatThrownBy(() -> only(map("ts", TS))).hasMessageContaining("{id}");
        RecordMapper empty = mapper(new RoutingOptions(null, Template.parse("s"), null, List.of(), "ts"));
        assertThatThrownBy(() -> empty.map(Records.of(0, meter(1, TS)))).hasMessageContaining("td.database");
        RecordMapper noTable =
                mapper(new RoutingOptions(Template.parse("d"), Template.parse("s"), null, List.of(), "ts"));
        assertThatThrownBy(() -> noTable.map(Records.of(0, meter(1, TS)))).hasMessageContaining("td.table");
    }

    private Row only(Object value) {
        List<Row> rows = mapper.map(Records.of(0, value));
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static RecordMapper mapper(RoutingOptions routing) {
        return Records.mapper(routing);
    }

    @Test
    void namesOfDatabasesFromRecordsAreChecked() {
        RecordMapper byField = mapper(new RoutingOptions(
                Template.parse("{db}"), Template.parse("meters"), Template.parse("d"), List.of(), "ts"));

        for (String database : List.of("", "x".repeat(70), "a.b", "a`b")) {
            assertThatThrownBy(() -> byField.map(Records.of(0, map("ts", TS, "db", database))))
                    .isInstanceOfSatisfying(
                            RowException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BAD_NAME));
        }
        assertThat(byField.map(Records.of(0, map("ts", TS, "db", "plant")))).hasSize(1);
    }

    @Test
    void whatIsRememberedOfNamesIsBoundedByTheirLength() {
        TableNames cutting =
                new TableNames(new TableNameOptions(ForbiddenCharacters.REPLACE, "_", LongNames.TRUNCATE_WITH_HASH));
        NameTemplate template = new NameTemplate(Template.parse("d{id}"), cutting);
        RowReader reader = new RowReader("_");

        for (int id = 0; id < 100; id++) {
            Map<String, Object> row = map("ts", TS, "id", id + "x".repeat(900_000));
            template.tableName(Records.of(0, row), row, reader.readRow(row));
        }
        assertThat(template.retained()).isZero();
        long most = 0;
        for (int id = 0; id < 200_000; id++) {
            Map<String, Object> row = map("ts", TS, "id", "y".repeat(180) + id);
            assertThat(template.tableName(Records.of(0, row), row, reader.readRow(row)))
                    .startsWith("dy");
            most = Math.max(most, template.retained());
        }
        assertThat(most).isBetween(30_000_000L, 33_000_000L);
    }

    @Test
    void whatIsRememberedOfTargetsIsBounded() {
        RowReader reader = new RowReader("_");
        long most = 0;

        for (int target = 0; target < 20_000; target++) {
            List<String> tags = List.of("t".repeat(4_000) + target);
            RowFields fields = reader.readRow(map("ts", TS)).fields;
            fields.shape(new RowTarget("power", "m" + target, tags, "ts", RowKind.SUBTABLE));
            most = Math.max(most, reader.retained());
        }

        assertThat(most).isBetween(40_000_000L, 50_000_000L);
    }
}
