// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values that metrics, properties, data sets and templates have in common. */
final class SparkplugValues {
    private static final int SCALARS = 6;
    private static final int FIRST_OF_PROPERTY = 3;
    private static final int PROPERTY_SET = 9;
    private static final int PROPERTY_SETS = 10;

    private SparkplugValues() {}

    /** Whether a value field is a scalar; {@code index} counts from int_value, which is 0, to string_value. */
    static boolean isScalar(int index) {
        return index >= 0 && index < SCALARS;
    }

    /** A value as its bits are: Integer, Long, Float, Double, Boolean or String. */
    static Object scalar(int index, ProtoReader in) throws BadMessageException {
        return switch (index) {
            case 0 -> (int) in.varint();
            case 1 -> in.varint();
            case 2 -> in.float32();
            case 3 -> in.float64();
            case 4 -> in.bool();
            default -> in.text();
        };
    }

    /** A PropertySet as a map. */
    static Map<String, @Nullable Object> properties(ProtoReader in) throws BadMessageException {
        List<String> keys = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> keys.add(in.text());
                case 2 -> values.add(property(in.message()));
                default -> in.skip();
            }
        }
        return zip(keys, values);
    }

    /** A DataSet as a list of maps, one for each row. */
    static List<Map<String, @Nullable Object>> dataSet(ProtoReader in) throws BadMessageException {
        List<String> columns = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 2 -> columns.add(in.text());
                case 3 -> addTypes(in, types);
                case 4 -> rows.add(row(in.message()));
                default -> in.skip();
            }
        }
        List<Map<String, @Nullable Object>> maps = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            for (int i = 0; i < row.size() && i < types.size(); i++) {
                row.set(i, SparkplugType.value(types.get(i), row.get(i)));
            }
            maps.add(zip(columns, row));
        }
        return maps;
    }

    /** A Template as a map with its reference, its parameters and its metrics by name. */
    static Map<String, @Nullable Object> template(ProtoReader in) throws BadMessageException {
        Map<String, @Nullable Object> template = new LinkedHashMap<>();
        Map<String, @Nullable Object> metrics = new LinkedHashMap<>();
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> template.put("version", in.text());
                case 2 -> {
                    SparkplugMetric metric = SparkplugMetric.parse(in.message());
                    String name = metric.name() == null ? "alias:" + metric.alias() : metric.name();
                    metrics.put(name, SparkplugType.value(metric.datatype(), metric.wireValue()));
                }
                case 3 -> parameter(in.message(), parameters);
                case 4 -> template.put("template_ref", in.text());
                case 5 -> template.put("is_definition", in.bool());
                default -> in.skip();
            }
        }
        template.put("parameters", parameters);
        template.put("metrics", metrics);
        return template;
    }

    private static void parameter(ProtoReader in, Map<String, @Nullable Object> target) throws BadMessageException {
        String name = "";
        int type = 0;
        Object value = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                name = in.text();
            } else if (field == 2) {
                type = (int) in.varint();
            } else if (isScalar(field - FIRST_OF_PROPERTY)) {
                value = scalar(field - FIRST_OF_PROPERTY, in);
            } else {
                in.skip();
            }
        }
        target.put(name, SparkplugType.value(type, value));
    }

    private static @Nullable Object property(ProtoReader in) throws BadMessageException {
        int type = 0;
        boolean nullValue = false;
        Object value = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                type = (int) in.varint();
            } else if (field == 2) {
                nullValue = in.bool();
            } else if (isScalar(field - FIRST_OF_PROPERTY)) {
                value = scalar(field - FIRST_OF_PROPERTY, in);
            } else if (field == PROPERTY_SET) {
                value = properties(in.message());
            } else if (field == PROPERTY_SETS) {
                value = propertySets(in.message());
            } else {
                in.skip();
            }
        }
        return nullValue ? null : SparkplugType.value(type, value);
    }

    private static List<Map<String, @Nullable Object>> propertySets(ProtoReader in) throws BadMessageException {
        List<Map<String, @Nullable Object>> sets = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                sets.add(properties(in.message()));
            } else {
                in.skip();
            }
        }
        return sets;
    }

    private static void addTypes(ProtoReader in, List<Integer> types) throws BadMessageException {
        if (!in.isDelimited()) {
            types.add((int) in.varint());
            return;
        }
        ProtoReader packed = in.message();
        while (packed.hasPacked()) {
            types.add((int) packed.nextPacked());
        }
    }

    private static List<@Nullable Object> row(ProtoReader in) throws BadMessageException {
        List<@Nullable Object> cells = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                cells.add(cell(in.message()));
            } else {
                in.skip();
            }
        }
        return cells;
    }

    private static @Nullable Object cell(ProtoReader in) throws BadMessageException {
        Object value = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            if (isScalar(field - 1)) {
                value = scalar(field - 1, in);
            } else {
                in.skip();
            }
        }
        return value;
    }

    private static Map<String, @Nullable Object> zip(List<String> names, List<@Nullable Object> values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size() && i < values.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return map;
    }
}
