// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("JavaUtilDate") // Values of Connect's logical types.
class RoundTripTest {
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** As the TDengine source makes it, tags last. */
    private static final Schema ALL = SchemaBuilder.struct()
            .field("ts", Timestamp.schema(Precision.NS))
            .field("k", CompositeKey.mark(Schema.OPTIONAL_INT32_SCHEMA))
            .field("b", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("i8", Schema.OPTIONAL_INT8_SCHEMA)
            .field("i16", Schema.OPTIONAL_INT16_SCHEMA)
            .field("i64", Schema.OPTIONAL_INT64_SCHEMA)
            .field("u8", DeclaredType.schema(Schema.Type.INT16, "TINYINT UNSIGNED"))
            .field("u32", DeclaredType.schema(Schema.Type.INT64, "INT UNSIGNED"))
            .field(
                    "u64",
                    Decimal.builder(0)
                            .optional()
                            .parameter("td.type", "BIGINT UNSIGNED")
                            .build())
            .field("f", Schema.OPTIONAL_FLOAT32_SCHEMA)
            .field("d", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field(
                    "dec",
                    Decimal.builder(10)
                            .optional()
                            .parameter("td.type", "DECIMAL(38,10)")
                            .build())
            .field("vc", DeclaredType.schema(Schema.Type.STRING, "VARCHAR(200)"))
            .field("nc", DeclaredType.schema(Schema.Type.STRING, "NCHAR(200)"))
            .field("vb", DeclaredType.schema(Schema.Type.BYTES, "VARBINARY(200)"))
            .field("g", DeclaredType.schema(Schema.Type.BYTES, "GEOMETRY(200)"))
            .field("blob", DeclaredType.schema(Schema.Type.BYTES, "BLOB"))
            .field("t2", Timestamp.optionalSchema(Precision.NS))
            .field("j", DeclaredType.schema(Schema.Type.STRING, "JSON"))
            .build();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "gzip", "none"})
    void everyTypeWithItsExtremesAndNull(String compression) throws InterruptedException {
        Struct large = large();
        Struct small = small();

        try (SinkRun sink = new SinkRun(directory, "compression", compression)) {
            sink.put("m", "d1", "j", large, small);
            assertThat(sink.commit()).isTrue();
        }
        List<SourceRecord> records = RestoreRun.of(directory);

        assertThat(RestoreRun.rows(records)).containsExactly(large, small);
        assertThat(RestoreRun.rows(records).get(0).schema()).isEqualTo(ALL);
        SourceRecord rows = records.get(1);
        assertThat(rows.topic()).isEqualTo("power-rows");
        assertThat(rows.key()).isEqualTo("d1");
        assertThat(rows.headers().lastWithName("td.stable").value()).isEqualTo("m");
        assertThat(rows.headers().lastWithName("td.table").value()).isEqualTo("d1");
        assertThat(rows.headers().lastWithName("td.tags").value()).isEqualTo("j");
        assertThat(rows.headers().lastWithName("td.timestamp").value()).isEqualTo("ts");
        assertThat(rows.headers().lastWithName("td.database")).isNull();
        // The database of the restore gets the precision of the rows.
        assertThat(RestoreRun.events(records))
                .containsExactly("{\"type\":\"create\",\"tableType\":\"database\",\"precision\":\"ns\"}");
    }

    private static Struct large() {
        return new Struct(ALL)
                .put("ts", Long.MAX_VALUE)
                .put("k", Integer.MIN_VALUE)
                .put("b", true)
                .put("i8", Byte.MIN_VALUE)
                .put("i16", Short.MAX_VALUE)
                .put("i64", Long.MIN_VALUE)
                .put("u8", (short) 255)
                .put("u32", 4_294_967_295L)
                .put("u64", new BigDecimal(LARGEST))
                .put("f", Float.MIN_VALUE)
                .put("d", -0.0)
                .put("dec", new BigDecimal("9999999999999999999999999999.9999999999"))
                .put("vc", "\"\\\u0000\n\u2028\ud83d\ude00 half \ud800")
                .put("nc", "电流")
                .put("vb", new byte[] {0, -1, 127})
                .put("g", new byte[0])
                .put("blob", new byte[100_000])
                .put("t2", -1L)
                .put("j", "{\"a\": 1.10}");
    }

    private static Struct small() {
        return new Struct(ALL)
                .put("ts", Long.MIN_VALUE)
                .put("f", Float.NaN)
                .put("d", Double.NEGATIVE_INFINITY)
                .put("j", "{\"a\": 1.10}");
    }

    /** Rows, tables, tags, columns and commits at random; the seed is in the message of a failure. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anythingComesBackInTheOrderOfItsTable(long seed) throws InterruptedException {
        Random random = new Random(seed);
        RandomRows rows = new RandomRows(random);
        Map<String, List<Struct>> expected = new java.util.TreeMap<>();
        try (SinkRun sink = new SinkRun(directory, "segment.bytes", "1048576")) {
            for (int batch = 0; batch < 40; batch++) {
                String table = "d" + random.nextInt(6);
                Schema schema = rows.schema();
                List<Struct> some = new ArrayList<>();
                int count = 1 + random.nextInt(random.nextInt(5) == 0 ? 1_200 : 20);
                Struct first = rows.row(schema);
                for (int i = 0; i < count; i++) {
                    some.add(i == 0 ? first : rows.row(schema).put("g", first.get("g")));
                }
                sink.put("m", table, "g", some.toArray(Struct[]::new));
                expected.computeIfAbsent(table, name -> new ArrayList<>()).addAll(some);
                if (random.nextInt(8) == 0) {
                    sink.commit();
                }
            }
            sink.commit();
        }

        for (String rowsPerRecord : List.of("1", "7", "10000")) {
            Map<String, List<Struct>> restored = new java.util.TreeMap<>();
            for (SourceRecord entry : RestoreRun.of(directory, "rows.per.record", rowsPerRecord)) {
                if (entry.headers().lastWithName("td.metadata") == null) {
                    restored.computeIfAbsent((String) entry.key(), name -> new ArrayList<>())
                            .addAll(RestoreRun.rows(List.of(entry)));
                }
            }
            assertThat(restored).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void rowsOfOtherSourcesKeepTheirConnectTypes() throws InterruptedException {
        Schema schema = SchemaBuilder.struct()
                .field("ts", org.apache.kafka.connect.data.Timestamp.SCHEMA)
                .field("text", Schema.STRING_SCHEMA)
                .field("bytes", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("price", Decimal.builder(2).build())
                .build();
        Struct row = new Struct(schema)
                .put("ts", new java.util.Date(1_700_000_000_123L))
                .put("text", "a")
                .put("bytes", java.nio.ByteBuffer.wrap(new byte[] {1, 2}))
                .put("price", new BigDecimal("1.50"));
        try (SinkRun sink = new SinkRun(directory)) {
            sink.put("", "n", "", row).commit();
        }

        Struct restored = RestoreRun.rows(RestoreRun.of(directory)).get(0);

        assertThat(restored.schema().field("ts").schema()).isEqualTo(Timestamp.schema(Precision.MS));
        assertThat(restored.get("ts")).isEqualTo(1_700_000_000_123L);
        assertThat(restored.get("text")).isEqualTo("a");
        assertThat(restored.getBytes("bytes")).containsExactly(1, 2);
        assertThat(restored.get("price")).isEqualTo(new BigDecimal("1.50"));
    }
}
