// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a path names and what {@code *} leaves, in all forms of rows: an element is that of the message, and nothing is lost. */
class PlacesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":[10,20,30],"b":1}                | $.a[0] as x, *              | {x=10, a=[20, 30], b=1}             | {x=10, a_1=20, a_2=30, b=1}
            {"a":[10,20,30],"b":1}                | $.a[1] as x, *              | {x=20, a=[10, 30], b=1}             | {x=20, a_0=10, a_2=30, b=1}
            {"a":[10,20,30],"b":1}                | $.a[2] as x, *              | {x=30, a=[10, 20], b=1}             | {x=30, a_0=10, a_1=20, b=1}
            {"a":[10,20,30],"b":1}                | $.a[0] as x, $.a[1] as y, * | {x=10, y=20, a=[30], b=1}           | {x=10, y=20, a_2=30, b=1}
            {"a":[10,20,30],"b":1}                | $.a[2] as x, $.a[0] as y, * | {x=30, y=10, a=[20], b=1}           | {x=30, y=10, a_1=20, b=1}
            {"a":[10,20,30],"b":1}                | $.a[0] as x                 | {x=10}                              | {x=10}
            {"a":[10],"b":1}                      | $.a[0] as x, *              | {x=10, b=1}                         | {x=10, b=1}
            {"a":[[1,2],[3,4]]}                   | $.a[1][0] as x, *           | {x=3, a=[[1, 2], [4]]}              | {x=3, a_0_0=1, a_0_1=2, a_1_1=4}
            {"a":{"b":[1,2],"c":3}}               | $.a.b[1] as x, *            | {x=2, a={b=[1], c=3}}               | {x=2, a_b_0=1, a_c=3}
            {"data":{"v":1,"w":2},"ts":9}         | ts, $.data.v as v, *        | {ts=9, v=1, data={w=2}}             | {ts=9, v=1, data_w=2}
            {"data":{"v":1},"ts":9}               | ts, $.data.v as v, *        | {ts=9, v=1}                         | {ts=9, v=1}
            {"a":{"b":{"c":1,"d":2},"e":3}}       | $.a.b.c as x, *             | {x=1, a={b={d=2}, e=3}}             | {x=1, a_b_d=2, a_e=3}
            {"a":{"b":{"c":1}},"f":4}             | $.a.b as x, *               | {x={c=1}, f=4}                      | {x_c=1, f=4}
            {"a":[{"b":1},{"b":2}]}               | $.a[1].b as x               | {x=2}                               | {x=2}
            {"a":[{"b":1},{"b":2}],"c":3}         | $.a[0] as x, *              | {x={b=1}, a=[{b=2}], c=3}           | {x_b=1, a_1_b=2, c=3}
            """)
    void takesThePlaceAndLeavesTheRest(String message, String fields, String kept, String flat) {
        for (String schema : List.of("struct", "map")) {
            assertThat(parsed(message, "fields", fields, "nested", "keep", "schema", schema))
                    .as(schema)
                    .isEqualTo(kept);
            assertThat(parsed(message, "fields", fields, "nested", "flatten", "schema", schema))
                    .as(schema)
                    .isEqualTo(flat);
            assertThat(mapped(message, schema, "columns", fields)).as(schema).isEqualTo(kept);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.a[3]",
                "$.a[03]",
                "$.a.b",
                "$.a[0].b",
                "$.b.c",
                "$.b[0]",
                "$.c[0]",
                "$.d",
                "$.a[00][0]",
                "a.007"
            })
    void pathOfNothingIsNullOrRefused(String path) {
        String message = "{\"a\":[10,20,30],\"b\":1,\"c\":{\"x\":2},\"e\":5}";
        for (String schema : List.of("struct", "map")) {
            for (String nested : List.of("keep", "flatten")) {
                assertThat(parsed(message, "fields", path + " as x, e", "nested", nested, "schema", schema))
                        .isEqualTo("{e=5}");
                assertThatThrownBy(() -> parsed(
                                message,
                                "fields",
                                path + " as x, e",
                                "nested",
                                nested,
                                "schema",
                                schema,
                                "missing.field",
                                "fail"))
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("missing.field");
            }
            assertThat(mapped(message, schema, "columns", path + " as x, e")).isEqualTo("{e=5}");
            assertThatThrownBy(() -> mapped(message, schema, "columns", path + " as x, e", "missing.field", "fail"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("missing.field");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "map"})
    void elementsHaveTheTypeThatIsAskedFor(String schema) {
        String message = "{\"data\":{\"values\":[1.5,2.5]},\"ts\":1700000000123}";

        assertThat(mapped(message, schema, "columns", "ts, $.data.values[0]:FLOAT as v"))
                .isEqualTo("{ts=1700000000123, v=1.5}");
        assertThat(mapped(message, schema, "columns", "ts, $.data.values[1]:VARCHAR(5) as v"))
                .isEqualTo("{ts=1700000000123, v=2.5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "map"})
    void fieldWhoseNameHasTheDotsLeavesTheObjectAlone(String schema) {
        assertThat(mapped("{\"a.b\":1,\"a\":{\"b\":2,\"c\":3}}", schema, "columns", "a.b as x, *"))
                .isEqualTo("{x=1, a={b=2, c=3}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "map"})
    void objectThatIsNamedAsWholeIsNotLeft(String schema) {
        assertThat(mapped("{\"a\":{\"b\":2,\"c\":3},\"d\":4}", schema, "columns", "a.b as x, a as whole, *"))
                .isEqualTo("{x=2, whole={b=2, c=3}, d=4}");
        assertThat(mapped("{\"a\":{\"b\":2,\"c\":3},\"d\":4}", schema, "columns", "*", "tags", "a.c as x"))
                .isEqualTo("{a={b=2}, d=4, x=3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.a[0].b as x, *", "$.a[1].b as x, *"})
    void elementsOfTwoTypesAreRefusedInStructs(String columns) {
        String message = "{\"a\":[{\"b\":1,\"c\":2},{\"b\":3,\"c\":4}]}";

        assertThatThrownBy(() -> mapped(message, "struct", "columns", columns))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field a: expected elements that keep one type")
                .hasMessageContaining("schema=map");
        assertThat(mapped(message, "map", "columns", columns)).contains("{c=").contains("{b=");
    }

    @Property(tries = 300)
    void everyPlaceOfAnyMessage(@ForAll("objects") Map<String, Object> document) {
        String json = Json.text(document);
        List<List<Object>> places = new ArrayList<>();
        places(List.of(), document, places);

        for (List<Object> place : places) {
            String fields = path(place) + " as x, *";
            Map<String, Object> kept = new LinkedHashMap<>();
            kept.put("x", at(document, place));
            kept.putAll(asMap(without(document, place)));
            Map<String, Object> flat = new LinkedHashMap<>();
            flatten("x", at(document, place), flat);
            flattenRest("", document, place, flat);

            assertThat(parsed(json, "fields", fields, "schema", "map", "nested", "keep"))
                    .isEqualTo(kept.toString());
            for (String schema : List.of("struct", "map")) {
                SinkRecord row =
                        Records.parse("fields", fields, "schema", schema).apply(Records.of(json));
                assertThat(plain(row.value())).isEqualTo(flat);
            }
            assertThat(mapped(json, "map", "columns", fields)).isEqualTo(kept.toString());
            sameInStructs(json, fields, kept);
        }
    }

    /** Structs cannot hold elements of different types, which is refused, but never anything else. */
    private static void sameInStructs(String json, String fields, Map<String, Object> kept) {
        try {
            assertThat(parsed(json, "fields", fields, "nested", "keep")).isEqualTo(kept.toString());
            assertThat(mapped(json, "struct", "columns", fields)).isEqualTo(kept.toString());
        } catch (DataException e) {
            assertThat(e.getMessage()).contains("one type");
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values(3))
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(LinkedHashMap::new);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> scalars = Arbitraries.longs().between(0, 99).map(Object.class::cast);
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Object> inner = values(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(2, scalars),
                Tuple.of(1, scalars.list().ofMinSize(1).ofMaxSize(3).map(Object.class::cast)),
                Tuple.of(1, inner.list().ofMinSize(1).ofMaxSize(3).map(Object.class::cast)),
                Tuple.of(
                        1,
                        Arbitraries.maps(Arbitraries.of("a", "b", "c"), inner)
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(Object.class::cast)));
    }

    private static void places(List<Object> prefix, Object value, List<List<Object>> target) {
        if (!prefix.isEmpty()) {
            target.add(prefix);
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> places(below(prefix, name), inner, target));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                places(below(prefix, i), list.get(i), target);
            }
        }
    }

    private static List<Object> below(List<Object> prefix, Object step) {
        List<Object> steps = new ArrayList<>(prefix);
        steps.add(step);
        return steps;
    }

    private static String path(List<Object> place) {
        StringBuilder path = new StringBuilder("$");
        place.forEach(step -> path.append(step instanceof Integer ? "[" + step + "]" : "." + step));
        return path.toString();
    }

    private static Object at(Object value, List<Object> place) {
        Object inner = value;
        for (Object step : place) {
            inner = step instanceof Integer index ? ((List<?>) inner).get(index) : ((Map<?, ?>) inner).get(step);
        }
        return inner;
    }

    /** The value without the place, null if nothing is left. */
    private static Object without(Object value, List<Object> place) {
        if (place.isEmpty()) {
            return null;
        }
        List<Object> inside = place.subList(1, place.size());
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> left = new LinkedHashMap<>();
            map.forEach((name, inner) -> {
                Object kept = name.equals(place.get(0)) ? without(inner, inside) : inner;
                if (kept != null) {
                    left.put(name, kept);
                }
            });
            return left.isEmpty() ? null : left;
        }
        List<Object> left = new ArrayList<>((List<?>) value);
        int index = (Integer) place.get(0);
        Object kept = without(left.get(index), inside);
        if (kept == null) {
            left.remove(index);
        } else {
            left.set(index, kept);
        }
        return left.isEmpty() ? null : left;
    }

    private static void flatten(String name, Object value, Map<String, Object> target) {
        flattenRest(name, value, List.of("nowhere"), target);
    }

    private static void flattenRest(String name, Object value, List<Object> place, Map<String, Object> target) {
        if (place.isEmpty()) {
            return;
        }
        String prefix = name.isEmpty() ? "" : name + "_";
        List<Object> inside = place.subList(1, place.size());
        List<Object> nowhere = List.of("nowhere");
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) ->
                    flattenRest(prefix + key, inner, key.equals(place.get(0)) ? inside : nowhere, target));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flattenRest(prefix + i, list.get(i), place.get(0).equals(i) ? inside : nowhere, target);
            }
        } else {
            target.put(name, value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object left) {
        return left == null ? Map.of() : (Map<String, Object>) left;
    }

    private static String parsed(String message, String... options) {
        return plain(Records.parse(options).apply(Records.of(message)).value()).toString();
    }

    private static String mapped(String message, String schema, String... options) {
        SinkRecord kept = Records.parse("nested", "keep", "schema", schema).apply(Records.of(message));
        return plain(Records.mapToTable(options).apply(kept).value()).toString();
    }

    /** Structs as Maps, and fields that are null left out as in Structs of unknown types. */
    private static Object plain(Object value) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (value instanceof Struct struct) {
            struct.schema().fields().forEach(field -> map.put(field.name(), struct.get(field)));
        } else if (value instanceof Map<?, ?> fields) {
            map.putAll(fields);
        } else {
            return value instanceof List<?> list
                    ? list.stream().map(PlacesTest::plain).toList()
                    : value;
        }
        map.values().removeIf(inner -> inner == null);
        map.replaceAll((name, inner) -> plain(inner));
        return map;
    }
}
