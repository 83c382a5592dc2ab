// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.eclipse.tahu.SparkplugException;
import org.eclipse.tahu.message.model.DataSet.DataSetBuilder;
import org.eclipse.tahu.message.model.DataSetDataType;
import org.eclipse.tahu.message.model.File;
import org.eclipse.tahu.message.model.MetaData;
import org.eclipse.tahu.message.model.MetaData.MetaDataBuilder;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.Parameter;
import org.eclipse.tahu.message.model.ParameterDataType;
import org.eclipse.tahu.message.model.PropertyDataType;
import org.eclipse.tahu.message.model.PropertySet;
import org.eclipse.tahu.message.model.PropertySet.PropertySetBuilder;
import org.eclipse.tahu.message.model.PropertyValue;
import org.eclipse.tahu.message.model.Row.RowBuilder;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.message.model.SparkplugBPayload.SparkplugBPayloadBuilder;
import org.eclipse.tahu.message.model.Template.TemplateBuilder;
import org.eclipse.tahu.message.model.Value;

/** Makes payloads of every field and type, whose names and types come from one seed and whose values from another. */
@SuppressWarnings("JavaUtilDate") // required by Tahu
final class RandomSparkplug {
    private static final int[] LETTERS =
            "aZ_/ äß温\uD83D\uDE00\u0001\"\\".codePoints().toArray();
    private static final int SCALARS = 14; // Int8 to Text, by number
    private static final int TYPES = 34;

    private final Random shape;
    private final Random values;
    private long aliases;

    RandomSparkplug(long shape, long values) {
        this.shape = new Random(shape);
        this.values = new Random(values);
    }

    SparkplugBPayload payload() throws SparkplugException {
        SparkplugBPayloadBuilder builder =
                new SparkplugBPayloadBuilder(shape.nextBoolean() ? (long) values.nextInt(256) : null);
        if (shape.nextBoolean()) {
            builder.setTimestamp(date());
        }
        if (shape.nextBoolean()) {
            builder.setUuid(text());
        }
        if (shape.nextInt(4) == 0) {
            builder.setBody(bytes());
        }
        for (int i = shape.nextInt(5); i > 0; i--) {
            builder.addMetric(metric("m" + i, 0));
        }
        return builder.createPayload();
    }

    private Metric metric(String name, int depth) throws SparkplugException {
        int number = 1 + shape.nextInt(TYPES);
        // Metrics cannot have the types PropertySet and PropertySetList.
        MetricDataType type = MetricDataType.fromInteger(number == 20 || number == 21 || depth > 2 ? 1 : number);
        Object value = shape.nextInt(8) == 0 ? null : value(type, depth);
        MetricBuilder builder = new MetricBuilder(name, type, value);
        if (shape.nextBoolean()) {
            builder.alias(++aliases);
        }
        if (shape.nextBoolean()) {
            builder.timestamp(date());
        }
        if (shape.nextInt(4) == 0) {
            builder.isHistorical(values.nextBoolean());
        }
        if (shape.nextInt(4) == 0) {
            builder.isTransient(values.nextBoolean());
        }
        if (shape.nextInt(4) == 0) {
            builder.metaData(metadata());
        }
        if (shape.nextInt(4) == 0) {
            builder.properties(properties(0));
        }
        return builder.createMetric();
    }

    private Object value(MetricDataType type, int depth) throws SparkplugException {
        int number = type.toIntValue();
        if (number <= SCALARS) {
            return scalar(number);
        }
        return switch (number) {
            case 15 -> text();
            case 16 -> dataSet();
            case 17 -> bytes();
            case 18 -> new File(text(), bytes());
            case 19 -> template(depth);
            default -> array(number);
        };
    }

    /** A value of one of the types that metrics, properties, parameters and cells have in common. */
    private Object scalar(int number) {
        return switch (number) {
            case 1 -> (byte) values.nextInt();
            case 2 -> (short) values.nextInt();
            case 3 -> values.nextInt();
            case 4 -> values.nextLong();
            case 5 -> (short) values.nextInt(256);
            case 6 -> values.nextInt(65_536);
            case 7 -> values.nextLong(1L << 32);
            case 8 -> new BigInteger(64, values);
            case 9 -> Float.intBitsToFloat(values.nextInt());
            case 10 -> Double.longBitsToDouble(values.nextLong());
            case 11 -> values.nextBoolean();
            case 13 -> date();
            default -> text();
        };
    }

    private Object array(int number) {
        return switch (number) {
            case 22 -> elements(size -> new Byte[size], 1);
            case 23 -> elements(size -> new Short[size], 2);
            case 24 -> elements(size -> new Integer[size], 3);
            case 25 -> elements(size -> new Long[size], 4);
            case 26 -> elements(size -> new Short[size], 5);
            case 27 -> elements(size -> new Integer[size], 6);
            case 28 -> elements(size -> new Long[size], 7);
            case 29 -> elements(size -> new BigInteger[size], 8);
            case 30 -> elements(size -> new Float[size], 9);
            case 31 -> elements(size -> new Double[size], 10);
            case 32 -> elements(size -> new Boolean[size], 11);
            case 33 -> elements(size -> new String[size], 12);
            default -> elements(size -> new Date[size], 13);
        };
    }

    private Object[] elements(IntFunction<Object[]> make, int number) {
        Object[] array = make.apply(values.nextInt(20));
        for (int i = 0; i < array.length; i++) {
            array[i] = scalar(number);
        }
        return array;
    }

    private Object dataSet() throws SparkplugException {
        int columns = 1 + shape.nextInt(4);
        List<String> names = new ArrayList<>();
        List<DataSetDataType> types = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add("c" + i);
            types.add(DataSetDataType.fromInteger(1 + shape.nextInt(SCALARS)));
        }
        DataSetBuilder table = new DataSetBuilder(columns).addColumnNames(names).addTypes(types);
        for (int i = values.nextInt(4); i > 0; i--) {
            RowBuilder row = new RowBuilder();
            for (DataSetDataType type : types) {
                Object cell = values.nextInt(5) == 0 ? null : scalar(type.toIntValue());
                row.addValue(new Value<>(type, cell));
            }
            table.addRow(row.createRow());
        }
        return table.createDataSet();
    }

    private Object template(int depth) throws SparkplugException {
        TemplateBuilder template = new TemplateBuilder().definition(shape.nextBoolean());
        template.version(text());
        template.templateRef(text());
        for (int i = shape.nextInt(4); i > 0; i--) {
            int number = 1 + shape.nextInt(SCALARS);
            // Tahu's encoder fails on parameters of the type UInt32.
            ParameterDataType type = ParameterDataType.fromInteger(number == 7 ? 3 : number);
            template.addParameter(new Parameter("p" + i, type, scalar(type.toIntValue())));
        }
        for (int i = shape.nextInt(4); i > 0; i--) {
            template.addMetric(metric("n" + i, depth + 1));
        }
        return template.createTemplate();
    }

    private MetaData metadata() {
        return new MetaDataBuilder()
                .multiPart(values.nextBoolean())
                .contentType(text())
                .size(values.nextLong(Long.MAX_VALUE))
                .seq(values.nextLong(Long.MAX_VALUE))
                .fileName(text())
                .fileType(text())
                .md5(text())
                .description(text())
                .createMetaData();
    }

    private PropertySet properties(int depth) throws SparkplugException {
        PropertySetBuilder set = new PropertySetBuilder();
        for (int i = shape.nextInt(4); i > 0; i--) {
            int number = 1 + shape.nextInt(SCALARS + 2);
            boolean nested = number > SCALARS && depth < 2;
            int type = !nested ? Math.min(number, SCALARS) : number + 5; // PropertySet is 20, PropertySetList 21
            Object value = nested ? nested(type, depth) : values.nextInt(8) == 0 ? null : scalar(type);
            set.addProperty("k" + i, new PropertyValue<>(PropertyDataType.fromInteger(type), value));
        }
        return set.createPropertySet();
    }

    private Object nested(int type, int depth) throws SparkplugException {
        PropertySet first = properties(depth + 1);
        return type == 20 ? first : List.of(first);
    }

    private Date date() {
        return new Date(values.nextLong(4_000_000_000_000L) - 1_000_000_000_000L);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[values.nextInt(200)];
        values.nextBytes(bytes);
        return bytes;
    }

    /** Short and long, since the length of a length matters. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = values.nextInt(values.nextInt(10) == 0 ? 300 : 10); i > 0; i--) {
            text.appendCodePoint(LETTERS[values.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }
}
