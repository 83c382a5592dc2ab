// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class MeterMessageTest {
    private static final String MESSAGE = "{\"id\":1,\"current\":10.77,\"voltage\":222,\"phase\":0.77,\"groupid\":7,"
            + "\"location\":\"California.SanDiego\",\"ts\":%s}";
    private static final String[] MAPPING = {
        "stable", "meters",
        "table", "d{id}",
        "columns", "ts, id, current, voltage, phase",
        "tags", "groupid, location",
        "timestamp.field", "ts"
    };

    @Test
    void becomesRowOfItsSubtable() {
        SinkRecord row = mapped("1700000000123");

        assertThat(Routing.read(row.headers()))
                .isEqualTo(new Routing(null, "meters", "d1", List.of("groupid", "location"), "ts"));
        assertThat(row.valueSchema().fields())
                .extracting(Field::name)
                .containsExactly("ts", "id", "current", "voltage", "phase", "groupid", "location");
        assertThat(row.valueSchema().fields())
                .extracting(Field::schema)
                .containsExactly(
                        Timestamp.optionalSchema(Precision.MS),
                        Schema.OPTIONAL_INT64_SCHEMA,
                        Schema.OPTIONAL_FLOAT64_SCHEMA,
                        Schema.OPTIONAL_INT64_SCHEMA,
                        Schema.OPTIONAL_FLOAT64_SCHEMA,
                        Schema.OPTIONAL_INT64_SCHEMA,
                        Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(Records.text(row.value()))
                .isEqualTo("{ts=1700000000123, id=1, current=10.77, voltage=222, phase=0.77, groupid=7,"
                        + " location=California.SanDiego}");
    }

    @Test
    void hasTheTypesOfTheParserDocument() {
        SinkRecord parsed = Records.parse(
                        "fields",
                        "ts:TIMESTAMP(ms), id:INT, voltage:INT, phase:FLOAT, current:FLOAT, groupid:INT,"
                                + " location:VARCHAR(20)")
                .apply(Records.of(MESSAGE.formatted("1700000000123")));
        SinkRecord row = Records.mapToTable(MAPPING).apply(parsed);

        Struct value = (Struct) row.value();
        assertThat(value.getInt32("voltage")).isEqualTo(222);
        assertThat(value.getFloat32("current")).isEqualTo(10.77f);
        assertThat(value.getInt64("ts")).isEqualTo(1700000000123L);
        assertThat(Routing.read(row.headers()).table()).isEqualTo("d1");
    }

    @Test
    void keepsEveryNanosecond() {
        assertThat(mapped("1700000000123456789").valueSchema().field("ts").schema())
                .isEqualTo(Timestamp.optionalSchema(Precision.NS));
        assertThat(((Struct) mapped("1700000000123456789").value()).getInt64("ts"))
                .isEqualTo(1700000000123456789L);
        assertThat(((Struct) mapped("\"2023-11-14T22:13:20.123456789Z\"").value()).getInt64("ts"))
                .isEqualTo(1700000000123456789L);
    }

    @Test
    void buildsOneSchemaForAllMessagesOfOneShape() {
        ParseJson.Value<SinkRecord> parse = Records.parse();
        MapToTable.Value<SinkRecord> map = Records.mapToTable(MAPPING);

        Schema first = map.apply(parse.apply(Records.of(MESSAGE.formatted("1700000000123"))))
                .valueSchema();
        Schema second = map.apply(parse.apply(Records.of(MESSAGE.formatted("1700000000999"))))
                .valueSchema();

        assertThat(second).isSameAs(first);
    }

    @Test
    void staysSchemalessAsMap() {
        SinkRecord parsed = Records.parse("schema", "map").apply(Records.of(MESSAGE.formatted("1700000000123456789")));
        SinkRecord row = Records.mapToTable(MAPPING).apply(parsed);

        assertThat(row.valueSchema()).isNull();
        assertThat((Map<?, ?>) row.value())
                .hasToString("{ts=2023-11-14T22:13:20.123456789Z, id=1, current=10.77, voltage=222, phase=0.77,"
                        + " groupid=7, location=California.SanDiego}");
    }

    private static SinkRecord mapped(String time) {
        return Records.mapToTable(MAPPING).apply(Records.parse().apply(Records.of(MESSAGE.formatted(time))));
    }
}
