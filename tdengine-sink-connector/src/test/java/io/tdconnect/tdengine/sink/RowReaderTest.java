// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class RowReaderTest {
    private static final Schema PLACE = SchemaBuilder.struct()
            .optional()
            .field("city", Schema.OPTIONAL_STRING_SCHEMA)
            .field("floor", Schema.OPTIONAL_INT32_SCHEMA);
    private static final Schema NESTED = SchemaBuilder.struct()
            .field("ts", Schema.INT64_SCHEMA)
            .field("place", PLACE)
            .field("codes", SchemaBuilder.array(Schema.INT32_SCHEMA).optional());

    private final RowReader reader = new RowReader("_");

    @Test
    void nestedMapsBecomeFields() {
        FlatRow flat =
                reader.read(map("ts", 1L, "place", map("city", "Bern", "at", map("x", 1.5, "y", 2.5)), "v", true));

        assertThat(flat.fields.names).containsExactly("ts", "place_city", "place_at_x", "place_at_y", "v");
        assertThat(flat.values).containsExactly(1L, "Bern", 1.5, 2.5, true);
    }

    @Test
    void nestedStructsKeepTheirSchemasAndTheirFieldsWhenNull() {
        Struct full = new Struct(NESTED)
                .put("ts", 1L)
                .put("place", new Struct(PLACE).put("city", "Bern"))
                .put("codes", List.of(1, 2));

        FlatRow flat = reader.read(full);
        FlatRow empty = reader.read(new Struct(NESTED).put("ts", 2L));

        assertThat(flat.fields.names).containsExactly("ts", "place_city", "place_floor", "codes");
        assertThat(flat.fields.schemas)
                .containsExactly(
                        Schema.INT64_SCHEMA,
                        Schema.OPTIONAL_STRING_SCHEMA,
                        Schema.OPTIONAL_INT32_SCHEMA,
                        Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(flat.values).containsExactly(1L, "Bern", null, "[1,2]");
        assertThat(empty.fields).isSameAs(flat.fields);
        assertThat(empty.values).containsExactly(2L, null, null, null);
    }

    @Test
    void arraysBecomeJsonText() {
        List<Object> array = Arrays.asList(
                1L,
                1.5,
                "a\"b\n",
                null,
                Double.NaN,
                true,
                new byte[] {1},
                ByteBuffer.wrap(new byte[] {1}),
                Date.from(Instant.EPOCH),
                Map.of("k", List.of()),
                new Struct(PLACE).put("floor", 3));

        assertThat(reader.read(map("a", array)).values)
                .containsExactly("[1,1.5,\"a\\\"b\\n\",null,null,true,\"AQ==\",\"AQ==\",\"1970-01-01T00:00:00Z\","
                        + "{\"k\":[]},{\"city\":null,\"floor\":3}]");
    }

    @Test
    void rowsWithTheSameFieldsShareThem() {
        FlatRow flat = reader.read(map("ts", 1L, "v", 2L));
        FlatRow nested = reader.read(map("ts", 1L, "p", map("a", 1L)));

        assertThat(reader.read(map("ts", 2L, "v", 3L)).fields).isSameAs(flat.fields);
        assertThat(reader.read(map("ts", 2L, "p", map("a", 2L))).fields).isSameAs(nested.fields);
        assertThat(reader.read(map("ts", 2L, "v", map("a", 2L))).fields).isNotSameAs(flat.fields);
    }

    @Test
    void usesTheDelimiterAndRefusesFieldsOfTheSameName() {
        assertThat(new RowReader(".").read(map("a", map("b", 1L))).fields.names).containsExactly("a.b");
        assertThatThrownBy(() -> reader.read(map("a_b", 1L, "a", map("b", 2L))))
                .hasMessageContaining("a_b")
                .hasMessageContaining("flatten.delimiter");
    }
}
