// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Properties of JSON of any shape. */
class JsonPropertiesTest {
    // No underscore in names: so the delimiter only appears where names were joined.
    private static final String DELIMITER = "_";

    @Property(tries = 100)
    void flattenedFieldsLeadBackToTheDocument(@ForAll("objects") Map<String, Object> document) {
        SinkRecord row = Records.parse("schema", "map").apply(Records.of(Json.text(document)));

        Map<String, Object> expected = new LinkedHashMap<>();
        flatten(null, document, expected);
        assertThat(row.value()).isEqualTo(expected);
    }

    @Property(tries = 100)
    void keptDocumentsAreTheDocument(@ForAll("objects") Map<String, Object> document) {
        SinkRecord row = Records.parse("schema", "map", "nested", "keep").apply(Records.of(Json.text(document)));

        assertThat(row.value()).isEqualTo(document);
    }

    @Property(tries = 100)
    void structsHoldTheSameValuesAsMapsButNulls(@ForAll("objects") Map<String, Object> document) {
        String json = Json.text(document);
        Map<?, ?> map = (Map<?, ?>)
                Records.parse("schema", "map").apply(Records.of(json)).value();
        map.values().removeIf(value -> value == null);

        assertThat(Records.parsed(json)).isEqualTo(Records.text(map));
    }

    @Property(tries = 100)
    void everyPlaceCanBeChosenByItsPath(@ForAll("objects") Map<String, Object> document) {
        Map<String, Object> places = new LinkedHashMap<>();
        paths("$", document, places);

        places.forEach((path, value) -> assertThat(((Map<?, ?>) Records.parse("schema", "map", "fields", path + " as x")
                                .apply(Records.of(Json.text(document)))
                                .value())
                        .get("x"))
                .as(path)
                .isEqualTo(value));
    }

    @Property(tries = 100)
    void listsOfRowsHaveTheRowsOfTheirObjects(@ForAll("rows") List<Map<String, Object>> documents) {
        List<String> texts = documents.stream().map(Json::text).toList();
        Object array = Records.parse("schema", "map")
                .apply(Records.of("[" + String.join(",", texts) + "]"))
                .value();
        Object lines = Records.parse("schema", "map")
                .apply(Records.of(String.join("\n", texts)))
                .value();

        List<Object> singles = new ArrayList<>();
        texts.forEach(text -> singles.add(
                Records.parse("schema", "map").apply(Records.of(text)).value()));
        assertThat(array).isEqualTo(singles).isEqualTo(lines);
    }

    @Property(tries = 100)
    void damagedJsonIsRefusedOrRead(
            @ForAll("objects") Map<String, Object> document, @ForAll int place, @ForAll byte with) {
        byte[] payload = Json.text(document).getBytes(StandardCharsets.UTF_8);
        payload[Math.floorMod(place, payload.length)] = with;
        ParseJson.Value<SinkRecord> parse = Records.parse("fields", "a:INT, *");

        try {
            parse.apply(Records.of(null, payload));
        } catch (DataException e) {
            assertThat(e.getMessage()).isNotBlank();
        }

        assertThat(Records.text(parse.apply(Records.of("{\"d\":3}")).value())).isEqualTo("{a=null, d=3}");
    }

    @Property(tries = 100)
    void anyTextIsRefusedOrRead(@ForAll String payload, @ForAll String fields) {
        assertThatCode(() -> {
                    try {
                        Records.parse("fields", fields).apply(Records.of(null, payload));
                    } catch (DataException | ConfigException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Arbitraries.maps(names(), values(3)).ofMinSize(1).ofMaxSize(5).map(LinkedHashMap::new);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> rows() {
        return objects().list().ofMinSize(2).ofMaxSize(4);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("é温 .-$")
                .ofMinLength(1)
                .ofMaxLength(4);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.strings().ofMaxLength(10).map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.just(null));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Object> inner = values(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(4, scalars),
                Tuple.of(1, inner.list().ofMaxSize(3).map(Object.class::cast)),
                Tuple.of(1, Arbitraries.maps(names(), inner).ofMaxSize(3).map(Object.class::cast)));
    }

    private static void flatten(String prefix, Object value, Map<String, Object> target) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) ->
                    flatten(prefix == null ? name.toString() : prefix + DELIMITER + name, inner, target));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(prefix + DELIMITER + i, list.get(i), target);
            }
        } else {
            target.put(prefix, value);
        }
    }

    private static void paths(String prefix, Object value, Map<String, Object> target) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> paths(prefix + "['" + name + "']", inner, target));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                paths(prefix + "[" + i + "]", list.get(i), target);
            }
        } else {
            target.put(prefix, value);
        }
    }
}
