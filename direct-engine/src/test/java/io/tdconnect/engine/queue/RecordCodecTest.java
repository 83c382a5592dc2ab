// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JavaUtilDate") // Values of Connect's logical types.
class RecordCodecTest {
    private static final Schema INNER = SchemaBuilder.struct()
            .name("inner")
            .version(3)
            .doc("a doc")
            .parameter("td.type", "INT UNSIGNED")
            .parameter("unit", "ns")
            .field("x", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field(
                    "text",
                    SchemaBuilder.string().optional().defaultValue("none").build())
            .optional()
            .build();
    private static final Schema OUTER = SchemaBuilder.struct()
            .field("byte", Schema.INT8_SCHEMA)
            .field("short", Schema.INT16_SCHEMA)
            .field("int", Schema.INT32_SCHEMA)
            .field("long", Schema.INT64_SCHEMA)
            .field("float", Schema.FLOAT32_SCHEMA)
            .field("double", Schema.FLOAT64_SCHEMA)
            .field("flag", Schema.BOOLEAN_SCHEMA)
            .field("text", Schema.STRING_SCHEMA)
            .field("bytes", Schema.BYTES_SCHEMA)
            .field("decimal", Decimal.schema(2))
            .field("time", Timestamp.SCHEMA)
            .field("list", SchemaBuilder.array(INNER).build())
            .field("map", SchemaBuilder.map(Schema.STRING_SCHEMA, INNER).build())
            .field("missing", INNER)
            .build();

    private final Bytes out = new Bytes();
    private final RecordEncoder encoder = new RecordEncoder(out);
    private final RecordDecoder decoder = new RecordDecoder();

    @Test
    void everyTypeWithSchemaStaysTheSame() {
        Struct inner = new Struct(INNER).put("x", Double.NaN).put("text", "é中\ud83d\ude00");
        Struct value = new Struct(OUTER)
                .put("byte", Byte.MIN_VALUE)
                .put("short", Short.MIN_VALUE)
                .put("int", Integer.MIN_VALUE)
                .put("long", Long.MIN_VALUE)
                .put("float", -0.0f)
                .put("double", Double.MIN_VALUE)
                .put("flag", true)
                .put("text", "")
                .put("bytes", ByteBuffer.wrap(new byte[] {0, -1, 2}))
                .put("decimal", new BigDecimal("-12345678901234567890.12"))
                .put("time", new Date(-1))
                .put("list", Arrays.asList(inner, null))
                .put("map", Map.of("k", inner));
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("td.table", "d1");
        headers.addString("td.table", "d2");
        headers.add("raw", ByteBuffer.wrap(new byte[] {1}), Schema.BYTES_SCHEMA);
        headers.add("none", null, null);
        SourceRecord whole = new SourceRecord(
                null, null, "topic", 7, Schema.STRING_SCHEMA, "key", OUTER, value, 1_700_000_000_000L, headers);

        SourceRecord read = roundTrip(whole);

        assertThat(read).isEqualTo(whole);
        assertThat(read.valueSchema()).isEqualTo(OUTER);
        Struct first = (Struct) ((Struct) read.value()).getArray("list").get(0);
        assertThat(first.schema().parameters()).isEqualTo(INNER.parameters());
        assertThat(first.schema().doc()).isEqualTo("a doc");
        assertThat(((Struct) read.value()).getFloat32("float")).isEqualTo(-0.0f);
    }

    /** A default is not put in the place of null. */
    @Test
    void nullStaysNullWhereTheSchemaHasADefault() {
        Struct value = new Struct(INNER);

        Struct read = (Struct) roundTrip(of(INNER, value)).value();

        assertThat(read.getWithoutDefault("text")).isNull();
        assertThat(read.get("text")).isEqualTo("none");
    }

    @Test
    void valuesWithoutSchemaStayTheSame() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("null", null);
        map.put(5, List.of(1L, 2, (short) 3, (byte) 4, 1.5f, 2.5));
        map.put("integer", new BigInteger("123456789012345678901234567890"));
        map.put("decimal", new BigDecimal("1E+400"));
        map.put("half", "a\ud83d?");
        map.put("nested", new HashMap<>(Map.of("deep", List.of(Map.of()))));

        assertThat(roundTrip(of(null, map)).value()).isEqualTo(map);
        assertThat((byte[]) roundTrip(of(null, new byte[] {9, 8})).value()).containsExactly(9, 8);
        assertThat(roundTrip(of(null, null)).value()).isNull();
        assertThat(roundTrip(of(null, "text")).timestamp()).isNull();
    }

    @Test
    void schemasAreWrittenOnce() {
        encoder.add(of(OUTER, null));
        int first = out.size();
        encoder.add(of(OUTER, null));
        int defined = encoder.defined();
        // An equal one.
        encoder.add(of(SchemaBuilder.struct().field("f", INNER).build(), null));
        encoder.add(of(SchemaBuilder.struct().field("f", INNER).build(), null));

        assertThat(out.size() - first).isLessThan(100);
        assertThat(encoder.defined()).isEqualTo(defined + 2);
        List<SourceRecord> read = new ArrayList<>();
        decoder.read(new ByteSource(out.array(), out.size()), read);
        assertThat(read).hasSize(4);
        assertThat(read.get(3).valueSchema()).isEqualTo(read.get(2).valueSchema());
    }

    @Test
    void otherObjectsAndEndlessNestingAreRefused() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThatThrownBy(() -> encoder.add(of(null, new Object())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> encoder.add(of(null, endless))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> encoder.add(of(null, new AtomicInteger())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("AtomicInteger");
    }

    private SourceRecord roundTrip(SourceRecord whole) {
        out.clear();
        encoder.add(whole);
        List<SourceRecord> read = new ArrayList<>();
        decoder.read(new ByteSource(out.array(), out.size()), read);
        assertThat(read).hasSize(1);
        return read.get(0);
    }

    private static SourceRecord of(@Nullable Schema schema, @Nullable Object value) {
        return new SourceRecord(null, null, "t", schema, value);
    }
}
