// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.sink.config.RowOptions;
import io.tdconnect.tdengine.sink.config.TopicOptions;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.RecordMapper;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RoutingTest {
    @Test
    void optionsOfATopicReplaceThoseOfTheConnector() {
        RecordMapper mapper = mapper(
                "topic.plant.a.stable", "pumps",
                "topic.plant.a.table", "p{nr}",
                "topic.plant.a.tags", "site, line",
                "topic.plant.a.timestamp.field", "when",
                "topic.plant.a.database", "plant");

        Row own = only(mapper, record("plant.a", map("when", TS, "nr", 3L, "site", "x")));
        Row other = only(mapper, record("plant.b", map("ts", TS, "id", 7L)));

        assertThat(own.shape.fullName()).isEqualTo("plant.pumps");
        assertThat(own.table).isEqualTo("p3");
        assertThat(own.shape.tags()).containsExactlyInAnyOrder("site", "line");
        assertThat(own.shape.timestamp).isZero();
        assertThat(other.shape.fullName()).isEqualTo("power.plant_b");
        assertThat(other.table).isEqualTo("d7");
    }

    @Test
    void headersDoNotCountWhereTheyAreToBeIgnored() {
        SinkRecord one = record("meters", map("ts", TS, "id", 7L));
        SinkRecord list = record("meters", List.of(map("ts", TS, "id", 7L), map("ts", TS, "id", 8L)));
        for (SinkRecord entry : List.of(one, list)) {
            entry.headers().addString("td.database", "otherdb");
            entry.headers().addString("td.stable", "secrets");
            entry.headers().addString("td.table", "a\nb\nc");
            entry.headers().addString("td.tags", "id");
            entry.headers().addString("td.timestamp", "id");
        }
        RecordMapper mapper = mapper("routing.headers", "ignore");

        Row row = only(mapper, one);

        assertThat(row.shape.fullName()).isEqualTo("power.meters");
        assertThat(row.table).isEqualTo("d7");
        assertThat(row.shape.timestamp).isZero();
        assertThat(row.shape.isTag(1)).isFalse();
        assertThat(mapper.map(list)).extracting(of -> of.table).containsExactly("d7", "d8");
    }

    @Test
    void unknownOptionsOfTopicsAreProblems() {
        Map<String, String> problems = new HashMap<>();
        TopicOptions.check(
                Map.of("topic.a.b.stabel", "x", "topic.stable", "x", "topic.a.table", "d{", "topic.a.b.stable", "s"),
                problems::put);

        assertThat(problems).containsOnlyKeys("topic.a.b.stabel", "topic.stable", "topic.a.table");
        assertThat(problems.get("topic.a.b.stabel")).contains("topic.NAME.timestamp.field");
        assertThatThrownBy(() -> mapper("topic.a.b.stabel", "x")).isInstanceOf(ConfigException.class);
    }

    @Test
    void missingVariablesMakeABadRecordOrTakeADefault() {
        SinkRecord entry = record("meters", map("ts", TS, "id", null));

        List<BadRecord> bad = new ArrayList<>();
        assertThat(mapper().map(entry, bad)).isEmpty();
        assertThat(bad).singleElement().extracting(BadRecord::fault).isEqualTo(Fault.MISSING_VARIABLE);
        RecordMapper lenient = mapper(
                "behavior.on.missing.variable", "default", "missing.variable.text", "none", "stable", "s_{site:x}");
        assertThat(only(lenient, entry).table).isEqualTo("dnone");
        assertThat(only(lenient, entry).shape.stable).isEqualTo("s_x");
    }

    @Test
    void templatesSeeFlatAndNestedFieldsTopicKeyAndHeaders() {
        RecordMapper mapper = mapper("table", "{place_city}-{place.city}-{topic}-{key}-{header:h}-{partition}");
        SinkRecord entry = record("meters", "k", map("ts", TS, "place", map("city", "Bern")));
        entry.headers().addString("h", "H");

        assertThat(only(mapper, entry).table).isEqualTo("Bern-Bern-meters-k-H-0");
        SinkRecord flat = record("meters", "k", map("ts", TS, "place_city", "A", "place.city", "B", "topic", "T"));
        flat.headers().addString("h", "H");
        assertThat(only(mapper, flat).table).isEqualTo("A-B-T-k-H-0");
    }

    @Test
    void anEmptyStableMeansNormalTables() {
        RecordMapper mapper = mapper("stable", "", "tags", "site");

        Row row = only(mapper, record("meters", map("ts", TS, "id", 1L, "site", "x")));

        assertThat(row.shape.kind).isEqualTo(RowKind.NORMAL_TABLE);
        assertThat(row.shape.fullName()).isEqualTo("power.d1");
        assertThat(row.shape.isTag(2)).isFalse();
        SinkRecord withHeader = record("meters", map("ts", TS, "id", 1L, "site", "x"));
        withHeader.headers().addString("td.stable", "sites");
        assertThat(only(mapper, withHeader).shape.kind).isEqualTo(RowKind.SUBTABLE);
    }

    @Test
    void aNullValueDeletesTheRowThatTheKeyNames() {
        RecordMapper mapper = mapper("behavior.on.null.values", "delete-row");

        Row row = only(mapper, record("meters", map("id", 4L, "ts", TS), null));
        SinkRecord byHeaders = record("meters", "irrelevant", null);
        byHeaders.headers().addString("td.table", "d4").addLong("ts", TS);
        Row other = only(mapper, byHeaders);

        assertThat(List.of(row, other)).allSatisfy(deletion -> {
            assertThat(deletion.shape.kind).isEqualTo(RowKind.DELETION);
            assertThat(deletion.shape.fullName()).isEqualTo("power.meters");
            assertThat(deletion.table).isEqualTo("d4");
            assertThat(deletion.value(0)).isEqualTo(TS);
        });
        assertThat(only(mapper, record("meters", map("id", 5L, "ts", TS), null)).shape)
                .isSameAs(row.shape);
        assertThatThrownBy(() -> mapper.map(record("meters", map("id", 4L), null)))
                .isInstanceOfSatisfying(
                        RowException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BAD_TIMESTAMP));
    }

    @Test
    void blanksOfDelimitersCount() {
        RecordMapper mapper = mapper("flatten.delimiter", " - ", "table.name.replacement", " ");

        Row row = only(mapper, record("meters", map("id", "a.b", "ts", TS, "d", map("v", 1L))));

        assertThat(row.shape.names).contains("d - v");
        assertThat(row.table).isEqualTo("da b");
    }

    private static Row only(RecordMapper mapper, SinkRecord entry) {
        List<Row> rows = mapper.map(entry);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static SinkRecord record(String topic, Object value) {
        return Records.of(new TopicPartition(topic, 0), 0, value);
    }

    private static SinkRecord record(String topic, Object key, Object value) {
        Schema none = null;
        return new SinkRecord(topic, 0, none, key, none, value, 0, TS, TimestampType.CREATE_TIME);
    }

    private static RecordMapper mapper(String... namesAndValues) {
        Map<String, String> config =
                new HashMap<>(Map.of("connection.url", "127.0.0.1:1", "database", "power", "table", "d{id}"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            config.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new RecordMapper(RowOptions.from(new TdengineSinkConfig(config)));
    }
}
