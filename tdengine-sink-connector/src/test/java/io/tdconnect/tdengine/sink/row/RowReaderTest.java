// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.RowReader.FlatRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
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
                reader.readRow(map("ts", 1L, "place", map("city", "Bern", "at", map("x", 1.5, "y", 2.5)), "v", true));

        assertThat(flat.fields.names).containsExactly("ts", "place_city", "place_at_x", "place_at_y", "v");
        assertThat(flat.values).containsExactly(1L, "Bern", 1.5, 2.5, true);
    }

    @Test
    void nestedStructsKeepTheirSchemasAndTheirFieldsWhenNull() {
        Struct full = new Struct(NESTED)
                .put("ts", 1L)
                .put("place", new Struct(PLACE).put("city", "Bern"))
                .put("codes", List.of(1, 2));

        FlatRow flat = reader.readRow(full);
        FlatRow empty = reader.readRow(new Struct(NESTED).put("ts", 2L));

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

        assertThat(reader.readRow(map("a", array)).values)
                .containsExactly("[1,1.5,\"a\\\"b\\n\",null,null,true,\"AQ==\",\"AQ==\",\"1970-01-01T00:00:00Z\","
                        + "{\"k\":[]},{\"city\":null,\"floor\":3}]");
    }

    @Test
    void rowsWithTheSameFieldsShareThem() {
        FlatRow flat = reader.readRow(map("ts", 1L, "v", 2L));
        FlatRow nested = reader.readRow(map("ts", 1L, "p", map("a", 1L)));

        assertThat(reader.readRow(map("ts", 2L, "v", 3L)).fields).isSameAs(flat.fields);
        assertThat(reader.readRow(map("ts", 2L, "p", map("a", 2L))).fields).isSameAs(nested.fields);
        assertThat(reader.readRow(map("ts", 2L, "v", map("a", 2L))).fields).isNotSameAs(flat.fields);
    }

    @Test
    void usesTheDelimiterAndRefusesFieldsOfTheSameName() {
        assertThat(new RowReader(".").readRow(map("a", map("b", 1L))).fields.names)
                .containsExactly("a.b");
        for (Map<String, Object> row : List.of(
                map("a_b", 1L, "a", map("b", 2L)),
                map("a_b", null, "a", map("b", null)),
                map("a_b", List.of(), "x", 1L, "a", map("b", "t", "c", 1L)))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> reader.readRow(row))
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("two fields a_b (a_b and a.b)")
                        .hasMessageContaining("flatten.delimiter");
                assertThat(reader.readRow(map("a_c", 1L, "a", map("b", 2L))).values)
                        .containsExactly(1L, 2L);
            }
        }
        assertThatThrownBy(() -> new RowReader(".").readRow(map("a", map("b", map("c", 1L)), "a.b", map("c", 1L))))
                .hasMessageContaining("two fields a.b.c (a/b/c and a.b/c)");
    }

    @Test
    void refusesFieldsOfTheSameNameInStructsToo() {
        Schema schema = SchemaBuilder.struct()
                .field("place_floor", Schema.INT32_SCHEMA)
                .field("place", PLACE)
                .build();
        for (Struct place : Arrays.asList(null, new Struct(PLACE).put("floor", 2))) {
            assertThatThrownBy(() -> reader.readRow(
                            new Struct(schema).put("place_floor", 1).put("place", place)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("two fields place_floor (place_floor and place.floor)");
        }
    }

    @Test
    void refusesPathsThatNoColumnCanHaveBeforeTheyAreJoined() {
        Object deep = 1L;
        for (int level = 0; level < 990; level++) {
            deep = map("n".repeat(1000), deep);
        }
        Map<String, Object> message = map("ts", 1L, "deep", deep);

        assertThatThrownBy(() -> reader.readRow(message))
                .isInstanceOfSatisfying(
                        RowException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BAD_NAME))
                .hasMessageContaining("at most 1000 characters");
        assertThat(reader.retained()).isLessThan(10_000);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        Object objects = 1L;
        Object arrays = 1L;
        for (int level = 0; level < 101; level++) {
            objects = map("a", objects);
            arrays = List.of(arrays);
        }
        Map<String, Object> nestedObjects = map("ts", 1L, "v", objects);
        Map<String, Object> nestedArrays = map("ts", 1L, "v", arrays);

        assertThatThrownBy(() -> reader.readRow(nestedObjects)).hasMessageContaining("at most 100 deep");
        assertThatThrownBy(() -> reader.readRow(nestedArrays)).hasMessageContaining("at most 100 deep");
    }

    @Test
    void refusesMoreFieldsThanATableHas() {
        Map<String, Object> flat = new LinkedHashMap<>();
        Map<String, Object> empty = new LinkedHashMap<>();
        for (int field = 0; field < 60_000; field++) {
            flat.put("f" + field, 1L);
            empty.put("f" + field, Map.of());
        }

        assertThatThrownBy(() -> reader.readRow(flat)).hasMessageContaining("at most 4224 fields");
        assertThatThrownBy(() -> reader.readRow(map("n", flat))).hasMessageContaining("at most 10000 fields");
        assertThatThrownBy(() -> reader.readRow(map("n", empty))).hasMessageContaining("at most 10000 fields");
        assertThat(reader.retained()).isLessThan(10_000_000);
    }

    @Test
    void whatIsRememberedOfFieldsWhoseNamesAreDataIsBounded() {
        long most = 0;
        for (int message = 0; message < 300; message++) {
            Map<String, Object> flat = new LinkedHashMap<>();
            Map<String, Object> nested = new LinkedHashMap<>();
            for (int field = 0; field < 4_000; field++) {
                flat.put("field-" + message + "-" + field, 1L);
                nested.put("n" + message + "-" + field, 1L);
            }
            reader.readRow(flat);
            reader.readRow(map("n", nested));
            most = Math.max(most, reader.retained());
        }

        assertThat(most).isBetween(10_000_000L, 66_000_000L);
    }

    @Test
    void numbersInArraysAreWrittenOutOnlyIfTheyAreShort() {
        List<Object> plain = List.of(new BigDecimal("1E+3"), new BigInteger("18446744073709551615"), 1.5f);
        List<Object> large = List.of(new BigDecimal(BigInteger.ONE, -999_999_999));

        assertThat(reader.readRow(map("a", plain)).values).containsExactly("[1000,18446744073709551615,1.5]");
        assertThatThrownBy(() -> reader.readRow(map("a", large))).hasMessageContaining("10000 digits");
    }

    @Test
    void halfASurrogatePairInAnArrayStaysDistinguishable() {
        assertThat(reader.readRow(map("a", List.of("a\ud800", "😀"))).values).containsExactly("[\"a\\uD800\",\"😀\"]");
    }
}
