// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCacheTest {
    @Test
    void shapesOfRowsAreForgottenByTheLengthOfTheirNames() {
        SchemaCache shapes = new SchemaCache(false);

        for (int i = 0; i < 256; i++) {
            String[] names = new String[100];
            Schema[] schemas = new Schema[100];
            for (int j = 0; j < names.length; j++) {
                names[j] = "n".repeat(1_000) + i + '_' + j;
                schemas[j] = Schema.OPTIONAL_INT64_SCHEMA;
            }
            shapes.shape(names, schemas, names.length, names.length);
        }

        assertThat(shapes.size()).isBetween(1, BoundedCache.MAX_WEIGHT / 100_000);
    }

    @Test
    void anEntryBeyondTheWholeWeightIsNotKept() {
        BoundedCache<String, String> cache = new BoundedCache<>();
        cache.put("a", "1", 10);
        cache.put("b", "2", BoundedCache.MAX_WEIGHT + 1L);
        cache.put("c", "3", 10);

        assertThat(cache.get("b")).isNull();
        assertThat(cache.get("c")).isEqualTo("3");
        cache.put("c", "4", BoundedCache.MAX_WEIGHT);
        assertThat(cache.get("c")).isEqualTo("4");
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void aCacheForManyShapesKeepsThem() {
        SchemaCache shapes = new SchemaCache(true, 1_000);
        Schema first = schema(shapes, "n0");

        for (int i = 0; i < 1_000; i++) {
            schema(shapes, "n" + i);
        }

        assertThat(schema(shapes, "n0")).isSameAs(first);
        assertThat(first.isOptional()).isTrue();
        assertThat(shapes.size()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({"a, a, a, found two fields a", "a, '', '', found an empty one"})
    void namesThatAStructCannotHaveAreRefused(String first, String second, String name, String message) {
        String[] names = {first, second};
        Schema[] schemas = {Schema.OPTIONAL_INT64_SCHEMA, Schema.OPTIONAL_INT64_SCHEMA};

        assertThatThrownBy(() -> new SchemaCache(false).shape(names, schemas, 2, 2))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        FieldNameException.class, e -> assertThat(e.name()).isEqualTo(name));
    }

    private static Schema schema(SchemaCache shapes, String name) {
        return shapes.shape(new String[] {name}, new Schema[] {Schema.OPTIONAL_INT64_SCHEMA}, 1, 1)
                .struct(new Object[] {1L})
                .schema();
    }
}
