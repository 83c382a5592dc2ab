// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.type.ConversionTable;
import io.tdconnect.common.type.ValueType;
import io.tdconnect.opcua.node.NodeInfo;
import io.tdconnect.opcua.value.ColumnSpec;
import io.tdconnect.opcua.value.ScalarConversion;
import io.tdconnect.opcua.value.UaTime;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueConversionTest {
    private static final UUID GUID = UUID.fromString("09087e75-8e5e-499b-954f-f2a9603db28a");
    private static final Instant TIME = Instant.parse("2024-05-06T07:08:09.123456700Z");

    static Stream<Arguments> builtInTypes() {
        return Stream.of(
                Arguments.of(true, "opc_bool", Schema.Type.BOOLEAN, true),
                Arguments.of((byte) -1, "opc_tinyint", Schema.Type.INT8, (byte) -1),
                Arguments.of(ubyte(255), "opc_tinyint_unsigned", Schema.Type.INT16, (short) 255),
                Arguments.of((short) -2, "opc_smallint", Schema.Type.INT16, (short) -2),
                Arguments.of(ushort(65_535), "opc_smallint_unsigned", Schema.Type.INT32, 65_535),
                Arguments.of(-3, "opc_int", Schema.Type.INT32, -3),
                Arguments.of(uint(4_294_967_295L), "opc_int_unsigned", Schema.Type.INT64, 4_294_967_295L),
                Arguments.of(Long.MIN_VALUE, "opc_bigint", Schema.Type.INT64, Long.MIN_VALUE),
                Arguments.of(
                        ulong(new BigInteger("18446744073709551615")),
                        "opc_bigint_unsigned",
                        Schema.Type.BYTES,
                        new BigDecimal("18446744073709551615")),
                Arguments.of(1.5f, "opc_float", Schema.Type.FLOAT32, 1.5f),
                Arguments.of(Double.NaN, "opc_double", Schema.Type.FLOAT64, Double.NaN),
                Arguments.of("été", "opc_varchar", Schema.Type.STRING, "été"),
                Arguments.of(new DateTime(TIME), "opc_timestamp", Schema.Type.INT64, UaTime.nanos(TIME)),
                Arguments.of(GUID, "opc_varchar", Schema.Type.STRING, GUID.toString()),
                Arguments.of(ByteString.of(new byte[] {1, 2}), "opc_varbinary", Schema.Type.BYTES, new byte[] {1, 2}),
                Arguments.of(new XmlElement("<a/>"), "opc_varchar", Schema.Type.STRING, "<a/>"),
                Arguments.of(new NodeId(2, "x"), "opc_varchar", Schema.Type.STRING, "ns=2;s=x"),
                Arguments.of(ExpandedNodeId.of("urn:a", "x"), "opc_varchar", Schema.Type.STRING, "nsu=urn:a;s=x"),
                Arguments.of(new StatusCode(0x80000000L), "opc_int_unsigned", Schema.Type.INT64, 0x80000000L),
                Arguments.of(new QualifiedName(2, "x"), "opc_varchar", Schema.Type.STRING, "2:x"),
                Arguments.of(LocalizedText.english("warm"), "opc_varchar", Schema.Type.STRING, "warm"));
    }

    @ParameterizedTest
    @MethodSource("builtInTypes")
    void everyBuiltInTypeHasItsColumn(Object value, String stable, Schema.Type type, Object expected) {
        SourceRecord record = rows(Map.of()).only(value);

        assertThat(Rows.headers(record)).containsEntry("td.stable", stable);
        assertThat(record.valueSchema().field("val").schema().type()).isEqualTo(type);
        assertThat(Rows.fields(record).get("val")).isEqualTo(expected);
    }

    @Test
    void unsignedTypesAreDeclared() {
        Schema byteSchema =
                rows(Map.of()).only(ubyte(1)).valueSchema().field("val").schema();
        Schema longSchema =
                rows(Map.of()).only(ULong.MAX).valueSchema().field("val").schema();

        assertThat(DeclaredType.of(byteSchema)).isEqualTo("TINYINT UNSIGNED");
        assertThat(DeclaredType.of(longSchema)).isEqualTo("BIGINT UNSIGNED");
        assertThat(longSchema.name()).isEqualTo(Decimal.LOGICAL_NAME);
    }

    @Test
    void aTimeThatIsNoneIsNull() {
        assertThat(Rows.fields(rows(Map.of()).only(DateTime.MIN_VALUE))).containsEntry("val", null);
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL, 1, true",
        "TINYINT, 127, 127",
        "BIGINT UNSIGNED, 18446744073709551615, 18446744073709551615",
        "i32, 21.0, 21",
        "f32, 1.1, 1.1",
        "VARCHAR(5), 12, 12",
        "TIMESTAMP(us), 5, 5000",
        "TIMESTAMP, 1970-01-01T00:00:00.000000007Z, 7",
    })
    void aConfiguredTypeTakesWhatItCanHold(String type, String value, String expected) {
        assertThat(ScalarConversion.convert(ColumnSpec.parse(type), value)).hasToString(expected);
    }

    @Test
    void answersAsEverythingInTheSuite() {
        assertThat(ConversionTable.differences(
                        (type, value) -> ScalarConversion.convert(ColumnSpec.parse(type), value)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL, 2",
        "TINYINT, 128",
        "TINYINT UNSIGNED, -1",
        "INT, 21.5",
        "BIGINT, 9223372036854775808",
        "BIGINT UNSIGNED, 18446744073709551616",
        "FLOAT, 1e39",
        "DOUBLE, warm",
        "TIMESTAMP, yesterday",
    })
    void whatAConfiguredTypeCannotHoldIsRefused(String type, String value) {
        assertThatThrownBy(() -> ScalarConversion.convert(ColumnSpec.parse(type), value))
                .isInstanceOf(DataException.class);
    }

    @Test
    void arraysAreArraysOrColumnsOrJson() {
        Double[] array = {1.5, null, 2.5};

        SourceRecord asArray = rows(Map.of()).only(array);
        assertThat(Rows.headers(asArray)).containsEntry("td.stable", "opc_double_array");
        assertThat(Rows.fields(asArray)).containsEntry("val", Arrays.asList(array));
        assertThat(asArray.valueSchema().field("val").schema())
                .isEqualTo(SchemaBuilder.array(Schema.OPTIONAL_FLOAT64_SCHEMA)
                        .optional()
                        .build());
        assertThat(Rows.fields(rows(Map.of("arrays", "json")).only(array))).containsEntry("val", "[1.5,null,2.5]");
        assertThat(Rows.fields(rows(Map.of("arrays", "columns")).only(array)))
                .containsEntry("val_0", 1.5)
                .containsEntry("val_1", null)
                .containsEntry("val_2", 2.5)
                .doesNotContainKey("val");
        assertThat(Rows.fields(rows(Map.of()).only(new ULong[0]))).containsEntry("val", List.of());
    }

    @Test
    void matricesAreNestedArraysOrColumnsOrJson() {
        Matrix matrix = Matrix.ofInt32(new Integer[][] {{1, 2, 3}, {4, 5, 6}});

        assertThat(Rows.fields(rows(Map.of()).only(matrix)))
                .containsEntry("val", List.of(List.of(1, 2, 3), List.of(4, 5, 6)));
        assertThat(Rows.fields(rows(Map.of("arrays", "columns")).only(matrix)))
                .containsEntry("val_0_0", 1)
                .containsEntry("val_1_2", 6);
        assertThat(Rows.fields(rows(Map.of("arrays", "json")).only(matrix))).containsEntry("val", "[[1,2,3],[4,5,6]]");
    }

    @Test
    void anArrayOfSeveralTypesIsJson() {
        Variant[] order = {new Variant(ushort(1)), new Variant(uint(10)), new Variant("Order")};
        Variant[] numbers = {new Variant(1), new Variant(2.5)};
        Variant[] nested = {new Variant(order), new Variant(order)};

        SourceRecord record = rows(Map.of()).only(order);
        assertThat(record.valueSchema().field("val").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(Rows.fields(record)).containsEntry("val", "[1,10,\"Order\"]");
        assertThat(Rows.fields(rows(Map.of()).only(numbers))).containsEntry("val", "[1,2.5]");
        assertThat(Rows.fields(rows(Map.of()).only(nested)))
                .containsEntry("val", "[[1,10,\"Order\"],[1,10,\"Order\"]]");
        assertThat(Rows.fields(rows(Map.of("arrays", "json")).only(order))).containsEntry("val", "[1,10,\"Order\"]");
        assertThat(Rows.fields(rows(Map.of("arrays", "columns")).only(order)))
                .containsEntry("val_0", 1)
                .containsEntry("val_1", 10L)
                .containsEntry("val_2", "Order");
    }

    @Test
    void anArrayOfVariantsOfOneTypeIsAnArray() {
        Variant[] texts = {new Variant("a"), Variant.NULL_VALUE, new Variant("b")};

        assertThat(Rows.fields(rows(Map.of()).only(texts))).containsEntry("val", Arrays.asList("a", null, "b"));
    }

    @Test
    void enumerationsAreNumbersOrTextOrBoth() {
        Map<Integer, String> names = Map.of(0, "Stopped", 1, "Running");

        assertThat(Rows.fields(enumeration("number", names).only(1))).containsEntry("val", 1);
        SourceRecord text = enumeration("text", names).only(1);
        assertThat(Rows.fields(text)).containsEntry("val", "Running");
        assertThat(Rows.headers(text)).containsEntry("td.stable", "opc_varchar");
        assertThat(Rows.fields(enumeration("both", names).only(7)))
                .containsEntry("val", 7)
                .containsEntry("val_text", "7");
    }

    private static Rows enumeration(String form, Map<Integer, String> names) {
        return Rows.of(
                Map.of("nodes", "ns=2;i=2", "enumerations", form),
                Map.of("ns=2;i=2", new NodeInfo(ValueType.INT, names, Map.of())));
    }

    private static Rows rows(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("nodes", "ns=2;i=2");
        return Rows.of(all, Map.of());
    }
}
