// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import static io.tdconnect.mqtt.sparkplug.Sparkplug.named;
import static io.tdconnect.mqtt.sparkplug.Sparkplug.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.sparkplug.SparkplugOptions.SparkplugRecords;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.tahu.message.model.DataSet.DataSetBuilder;
import org.eclipse.tahu.message.model.DataSetDataType;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.Parameter;
import org.eclipse.tahu.message.model.ParameterDataType;
import org.eclipse.tahu.message.model.PropertyDataType;
import org.eclipse.tahu.message.model.PropertySet.PropertySetBuilder;
import org.eclipse.tahu.message.model.PropertyValue;
import org.eclipse.tahu.message.model.Row.RowBuilder;
import org.eclipse.tahu.message.model.Template.TemplateBuilder;
import org.eclipse.tahu.message.model.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values as Eclipse Tahu, the reference implementation, writes them. */
@SuppressWarnings("JavaUtilDate") // required by Tahu
class SparkplugValuesTest {
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(MetricDataType.Int8, (byte) -128, -128L),
                arguments(MetricDataType.Int16, (short) -32_768, -32_768L),
                arguments(MetricDataType.Int32, Integer.MIN_VALUE, (long) Integer.MIN_VALUE),
                arguments(MetricDataType.Int64, Long.MIN_VALUE, Long.MIN_VALUE),
                arguments(MetricDataType.UInt8, (short) 255, 255L),
                arguments(MetricDataType.UInt16, 65_535, 65_535L),
                arguments(MetricDataType.UInt32, 4_294_967_295L, 4_294_967_295L),
                arguments(MetricDataType.UInt64, LARGEST, "18446744073709551615"),
                arguments(MetricDataType.UInt64, BigInteger.TEN, 10L),
                arguments(MetricDataType.Float, -1.5f, -1.5f),
                arguments(MetricDataType.Double, 1e-300, 1e-300),
                arguments(MetricDataType.Boolean, true, true),
                arguments(MetricDataType.String, "温度", "温度"),
                arguments(MetricDataType.Text, "", ""),
                arguments(MetricDataType.UUID, "b7", "b7"),
                arguments(MetricDataType.DateTime, new Date(1_700_000_000_000L), 1_700_000_000_000L),
                arguments(MetricDataType.Bytes, new byte[] {1, -1}, new byte[] {1, -1}));
    }

    static Stream<Arguments> arrays() {
        return Stream.of(
                arguments(MetricDataType.Int8Array, new Byte[] {1, -1}, List.of(1L, -1L)),
                arguments(MetricDataType.Int16Array, new Short[] {1, -30_000}, List.of(1L, -30_000L)),
                arguments(MetricDataType.Int32Array, new Integer[] {1, -2}, List.of(1L, -2L)),
                arguments(MetricDataType.Int64Array, new Long[] {1L, Long.MIN_VALUE}, List.of(1L, Long.MIN_VALUE)),
                arguments(MetricDataType.UInt8Array, new Short[] {1, 255}, List.of(1L, 255L)),
                arguments(MetricDataType.UInt16Array, new Integer[] {1, 65_535}, List.of(1L, 65_535L)),
                arguments(MetricDataType.UInt32Array, new Long[] {1L, 4_294_967_295L}, List.of(1L, 4_294_967_295L)),
                arguments(
                        MetricDataType.UInt64Array,
                        new BigInteger[] {BigInteger.ONE, LARGEST},
                        List.of(1L, "18446744073709551615")),
                arguments(MetricDataType.FloatArray, new Float[] {1.5f}, List.of(1.5f)),
                arguments(MetricDataType.DoubleArray, new Double[] {1.5, -2.0}, List.of(1.5, -2.0)),
                arguments(
                        MetricDataType.BooleanArray,
                        new Boolean[] {true, false, false, true, true, false, true, true, false, true},
                        List.of(true, false, false, true, true, false, true, true, false, true)),
                arguments(MetricDataType.StringArray, new String[] {"a", "温"}, List.of("a", "温")),
                arguments(
                        MetricDataType.DateTimeArray,
                        new Date[] {new Date(1_700_000_000_000L)},
                        List.of(1_700_000_000_000L)));
    }

    @ParameterizedTest
    @MethodSource({"values", "arrays"})
    void readsEveryType(MetricDataType type, Object written, Object expected) throws Exception {
        SparkplugMetric metric = only(named("m", type, written));

        assertThat(value(metric)).isEqualTo(expected);
        assertThat(SparkplugType.of(metric.datatype()).spelling()).isEqualTo(type.getType());
    }

    @Test
    void aMissingValueIsNull() throws Exception {
        assertThat(only(named("m", MetricDataType.Int32, null)).wireValue()).isNull();
    }

    /** Only the type says whether the bits of −1 are it, or the largest number; so with bytes and arrays. */
    @Test
    void withoutATypeBitsHaveNoValue() throws Exception {
        for (int type : new int[] {0, 999, -1, MetricDataType.Float.toIntValue(), MetricDataType.Text.toIntValue()}) {
            assertThat(SparkplugType.value(type, -1)).isNull();
            assertThat(SparkplugType.value(type, 5L)).isNull();
            assertThat(SparkplugType.value(type, new byte[] {1})).isNull();
        }
        assertThat(SparkplugType.value(0, 1.5f)).isEqualTo(1.5f);
        assertThat(SparkplugType.value(0, true)).isEqualTo(true);
        assertThat(SparkplugType.value(0, "a")).isEqualTo("a");
    }

    @Test
    void aDataSetIsAListOfRows() throws Exception {
        Metric metric = named(
                "m",
                MetricDataType.DataSet,
                new DataSetBuilder(2)
                        .addColumnNames(List.of("id", "name"))
                        .addTypes(List.of(DataSetDataType.Int8, DataSetDataType.String))
                        .addRow(new RowBuilder()
                                .addValue(new Value<>(DataSetDataType.Int8, (byte) -1))
                                .addValue(new Value<>(DataSetDataType.String, "a"))
                                .createRow())
                        .addRow(new RowBuilder()
                                .addValue(new Value<>(DataSetDataType.Int8, (byte) 2))
                                .addValue(new Value<>(DataSetDataType.String, "b"))
                                .createRow())
                        .createDataSet());

        assertThat(value(only(metric)))
                .isEqualTo(List.of(Map.of("id", -1L, "name", "a"), Map.of("id", 2L, "name", "b")));
    }

    @Test
    void aTemplateIsAMap() throws Exception {
        Metric metric = named(
                "m",
                MetricDataType.Template,
                new TemplateBuilder()
                        .templateRef("motor")
                        .version("1")
                        .definition(false)
                        .addParameter(new Parameter("poles", ParameterDataType.Int32, 4))
                        .addMetric(named("rpm", MetricDataType.Int32, -3))
                        .createTemplate());

        assertThat(value(only(metric)))
                .isEqualTo(Map.of(
                        "template_ref",
                        "motor",
                        "version",
                        "1",
                        "is_definition",
                        false,
                        "parameters",
                        Map.of("poles", 4L),
                        "metrics",
                        Map.of("rpm", -3L),
                        "details",
                        Map.of("rpm", Map.of("timestamp", Sparkplug.TIME + 1))));
    }

    @Test
    void propertiesAreAMap() throws Exception {
        Metric metric = named("m", MetricDataType.Int32, 1);
        metric.setProperties(new PropertySetBuilder()
                .addProperty("unit", new PropertyValue<>(PropertyDataType.String, "°C"))
                .addProperty("low", new PropertyValue<>(PropertyDataType.Int32, -40))
                .addProperty(
                        "more",
                        new PropertyValue<>(
                                PropertyDataType.PropertySet,
                                new PropertySetBuilder()
                                        .addProperty("x", new PropertyValue<>(PropertyDataType.Double, 0.5))
                                        .createPropertySet()))
                .createPropertySet());

        assertThat(only(metric).details(null))
                .containsEntry("properties", Map.of("unit", "°C", "low", -40L, "more", Map.of("x", 0.5)));
    }

    /** Garbage must be refused in one way, whatever it is. */
    @Test
    void neverFailsInAnotherWay() throws Exception {
        byte[][] samples = Stream.concat(values(), arrays())
                .map(Arguments::get)
                .map(each -> payload(3, named("m", (MetricDataType) each[0], each[1])))
                .toArray(byte[][]::new);
        SparkplugReader reader = new SparkplugReader(
                SparkplugRecords.METRIC,
                null,
                new SparkplugNodeCache(Long.MAX_VALUE, new MqttMetrics()),
                new MqttMetrics());
        Random random = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            byte[] sample = samples[i % samples.length];
            byte[] broken = Arrays.copyOf(sample, 1 + random.nextInt(sample.length));
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            try {
                assertThat(reader.readValues(Messages.message("spBv1.0/g/NDATA/n", broken), broken))
                        .isNotEmpty();
            } catch (BadMessageException e) {
                assertThat(e).hasMessageStartingWith("expected ");
            }
        }
    }

    @Test
    void refusesMessagesThatAreTooDeep() throws Exception {
        byte[] nested = new byte[0];
        for (int i = 0; i < 40; i++) { // a metric with a template with a metric …
            nested = field(2, field(18, nested));
        }

        byte[] payload = nested;
        assertThatThrownBy(() -> SparkplugPayload.parse(payload))
                .isInstanceOf(BadMessageException.class)
                .hasMessageContaining("at most 32");
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        for (int value : new int[] {(number << 3) | 2, content.length}) {
            if (value > 127) {
                field.write((value & 127) | 128);
            }
            field.write(value > 127 ? value >> 7 : value);
        }
        field.writeBytes(content);
        return field.toByteArray();
    }

    private static Object value(SparkplugMetric metric) throws BadMessageException {
        return metric.value(null, reference -> null);
    }

    private static SparkplugMetric only(Metric metric) throws BadMessageException {
        return SparkplugPayload.parse(payload(0, metric)).metrics().get(0);
    }
}
