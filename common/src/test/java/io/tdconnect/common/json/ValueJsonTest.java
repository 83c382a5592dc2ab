// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueJsonTest {
    private final List<Object> others = new ArrayList<>();
    private final ValueJson json = new ValueJson(
            (target, schema, value) -> {
                others.add(value);
                target.addText("other");
            },
            3);

    @Test
    void writesWhatJsonHasAFormFor() {
        assertThat(json.text(Arrays.asList(1, 2L, (short) 3, (byte) 4, 1.5, 2.5f, true, "ä\"", null)))
                .isEqualTo("[1,2,3,4,1.5,2.5,true,\"ä\\\"\",null]");
        assertThat(json.text(List.of(new byte[] {1, 2}, ByteBuffer.wrap(new byte[] {3}))))
                .isEqualTo("[\"AQI=\",\"Aw==\"]");
        assertThat(json.bytes("ä")).isEqualTo("\"ä\"".getBytes(UTF_8));
        assertThat(others).isEmpty();
    }

    @Test
    void writesMapsStructsAndCollections() {
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.INT32_SCHEMA)
                .field("b", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .build();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("s", new Struct(schema).put("a", 1).put("b", List.of("x", "y")));
        map.put("n", null);

        assertThat(json.text(map)).isEqualTo("{\"s\":{\"a\":1,\"b\":[\"x\",\"y\"]},\"n\":null}");
        assertThat(json.text(List.of(Map.of(), Set.of(), new Struct(SchemaBuilder.struct()))))
                .isEqualTo("[{},[],{}]");
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    void leavesOtherValuesToItsUser() {
        Date date = Date.from(Instant.EPOCH);
        Schema schema = SchemaBuilder.struct()
                .field("ts", Timestamp.schema(Precision.NS))
                .field("plain", Schema.INT64_SCHEMA)
                .build();

        assertThat(json.text(List.of(Double.NaN, BigDecimal.ONE, date))).isEqualTo("[\"other\",\"other\",\"other\"]");
        assertThat(json.text(new Struct(schema).put("ts", 5L).put("plain", 6L)))
                .isEqualTo("{\"ts\":\"other\",\"plain\":6}");
        assertThat(others).containsExactly(Double.NaN, BigDecimal.ONE, date, 5L);
    }

    @Test
    void refusesDeepNestingAndGoesOn() {
        assertThatThrownBy(() -> json.text(List.of(List.of(List.of(List.of())))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at most 3 deep");

        assertThat(json.text(List.of(List.of(List.of())))).isEqualTo("[[[]]]");
    }
}
