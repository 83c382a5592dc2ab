// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.transforms.row.RowForms;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The value of a path and the rest in {@code *}, in all forms of rows: an index counts elements of the message, and
 * nothing is lost.
 */
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
            assertThat(RowForms.parsed(message, "fields", fields, "nested", "keep", "schema", schema))
                    .as(schema)
                    .isEqualTo(kept);
            assertThat(RowForms.parsed(message, "fields", fields, "nested", "flatten", "schema", schema))
                    .as(schema)
                    .isEqualTo(flat);
            assertThat(RowForms.mapped(message, schema, "columns", fields))
                    .as(schema)
                    .isEqualTo(kept);
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
                assertThat(RowForms.parsed(message, "fields", path + " as x, e", "nested", nested, "schema", schema))
                        .isEqualTo("{e=5}");
                assertThatThrownBy(() -> RowForms.parsed(
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
            assertThat(RowForms.mapped(message, schema, "columns", path + " as x, e"))
                    .isEqualTo("{e=5}");
            assertThatThrownBy(() ->
                            RowForms.mapped(message, schema, "columns", path + " as x, e", "missing.field", "fail"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("missing.field");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "map"})
    void elementsHaveTheTypeThatIsAskedFor(String schema) {
        String message = "{\"data\":{\"values\":[1.5,2.5]},\"ts\":1700000000123}";

        assertThat(RowForms.mapped(message, schema, "columns", "ts, $.data.values[0]:FLOAT as v"))
                .isEqualTo("{ts=1700000000123, v=1.5}");
        assertThat(RowForms.mapped(message, schema, "columns", "ts, $.data.values[1]:VARCHAR(5) as v"))
                .isEqualTo("{ts=1700000000123, v=2.5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "map"})
    void fieldWhoseNameHasTheDotsLeavesTheObjectAlone(String schema) {
        assertThat(RowForms.mapped("{\"a.b\":1,\"a\":{\"b\":2,\"c\":3}}", schema, "columns", "a.b as x, *"))
                .isEqualTo("{x=1, a={b=2, c=3}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "map"})
    void objectThatIsNamedAsWholeIsNotLeft(String schema) {
        assertThat(RowForms.mapped("{\"a\":{\"b\":2,\"c\":3},\"d\":4}", schema, "columns", "a.b as x, a as whole, *"))
                .isEqualTo("{x=2, whole={b=2, c=3}, d=4}");
        assertThat(RowForms.mapped("{\"a\":{\"b\":2,\"c\":3},\"d\":4}", schema, "columns", "*", "tags", "a.c as x"))
                .isEqualTo("{a={b=2}, d=4, x=3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.a[0].b as x, *", "$.a[1].b as x, *"})
    void elementsOfTwoTypesAreRefusedInStructs(String columns) {
        String message = "{\"a\":[{\"b\":1,\"c\":2},{\"b\":3,\"c\":4}]}";

        assertThatThrownBy(() -> RowForms.mapped(message, "struct", "columns", columns))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field a: expected elements that keep one type")
                .hasMessageContaining("schema=map");
        assertThat(RowForms.mapped(message, "map", "columns", columns))
                .contains("{c=")
                .contains("{b=");
    }
}
