// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a source reach the sink through Kafka with every digit of their time. */
class ConverterRoundTripTest {
    @ParameterizedTest
    @CsvSource({
        "1700000000123, MS",
        "1700000000123456, US",
        "1700000000123456789, NS",
        "1700000000000000000, NS",
    })
    void timestampsSurvive(long time, Precision precision) {
        Timestamp expected = new Timestamp(time, precision);
        SinkRecord struct = row("struct", time);
        SchemaAndValue back = converted(struct, true);

        Struct value = (Struct) back.value();
        Schema schema = back.schema().field("ts").schema();
        assertThat(schema).isEqualTo(Timestamp.optionalSchema(precision));
        assertThat(Timestamp.of(value.get("ts"), schema, TimestampUnit.S)).isEqualTo(expected);

        Map<?, ?> map = (Map<?, ?>) converted(row("map", time), false).value();
        assertThat(Timestamp.of(map.get("ts"), null, TimestampUnit.S)).isEqualTo(expected);
        assertThat(map.get("id")).isEqualTo(1L);
    }

    private static SinkRecord row(String schema, long time) {
        return Records.mapToTable("timestamp.field", "ts", "table", "d{id}")
                .apply(Records.parse("schema", schema).apply(Records.of("{\"id\":1,\"ts\":" + time + "}")));
    }

    private static SchemaAndValue converted(SinkRecord row, boolean schemas) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", schemas), false);
            return converter.toConnectData("t", converter.fromConnectData("t", row.valueSchema(), row.value()));
        }
    }
}
