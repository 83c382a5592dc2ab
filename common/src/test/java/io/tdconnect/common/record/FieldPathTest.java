// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    private static final Schema INNER =
            SchemaBuilder.struct().optional().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema OUTER = SchemaBuilder.struct()
            .field("device", INNER)
            .field("tags", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA))
            .build();
    private static final Struct ROW =
            new Struct(OUTER).put("device", new Struct(INNER).put("id", 7)).put("tags", Map.of("site", "north"));

    @Test
    void readsNestedFieldsOfStructsAndMaps() {
        assertThat(FieldPath.parse("device.id").read(ROW)).isEqualTo(7);
        assertThat(FieldPath.parse("tags.site").read(ROW)).isEqualTo("north");
        assertThat(FieldPath.parse("a.b.c").read(Map.of("a", Map.of("b", Map.of("c", 1)))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "device.x", "x.id", "device.id.x", "tags.x"})
    void isNullWhereAFieldIsMissing(String path) {
        assertThat(FieldPath.parse(path).read(ROW)).isNull();
    }

    @Test
    void isNullWithoutARow() {
        assertThat(FieldPath.parse("a").read(null)).isNull();
        assertThat(FieldPath.parse("a").read("text")).isNull();
    }

    @Test
    void aFieldWithDotsInItsNameComesFirst() {
        assertThat(FieldPath.parse("a.b").read(Map.of("a.b", 1, "a", Map.of("b", 2))))
                .isEqualTo(1);
    }

    @Test
    void backticksKeepDotsTogether() {
        FieldPath path = FieldPath.parse("`a.b`.c");

        assertThat(path.names()).containsExactly("a.b", "c");
        assertThat(path.read(Map.of("a.b", Map.of("c", 3)))).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "`a", "`a`b", "``"})
    void refusesWhatIsNoPath(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position");
    }
}
