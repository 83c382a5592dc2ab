// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.transforms.row.RowForms;
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
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Every place of any message, named and remaining, in all forms of rows, compared with a simple model. */
class PlacesPropertyTest {
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

            assertThat(RowForms.parsed(json, "fields", fields, "schema", "map", "nested", "keep"))
                    .isEqualTo(kept.toString());
            for (String schema : List.of("struct", "map")) {
                SinkRecord row =
                        Records.parse("fields", fields, "schema", schema).apply(Records.of(json));
                assertThat(RowForms.plain(row.value())).isEqualTo(flat);
            }
            assertThat(RowForms.mapped(json, "map", "columns", fields)).isEqualTo(kept.toString());
            sameInStructs(json, fields, kept);
        }
    }

    /** Structs cannot contain elements of different types: only this is refused. */
    private static void sameInStructs(String json, String fields, Map<String, Object> kept) {
        try {
            assertThat(RowForms.parsed(json, "fields", fields, "nested", "keep"))
                    .isEqualTo(kept.toString());
            assertThat(RowForms.mapped(json, "struct", "columns", fields)).isEqualTo(kept.toString());
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

    /** The value without the place; null if nothing remains. */
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
}
