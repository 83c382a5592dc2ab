// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.json.JsonTree;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndefinitePathTest {
    private static final String METER =
            "{'site':'n','points':[{'v':1,'q':0},{'v':2.5,'q':4},{'v':3,'q':0,'in':{'v':9}}],'a.b':[7],'empty':[]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.points[*].v|[1, 2.5, 3]",
                "$.points[1:].v|[2.5, 3]",
                "$.points[-1].v|[3]",
                "$.points[0,2].v|[1, 3]",
                "$..v|[1, 2.5, 3, 9]",
                "$.points[?(@.q == 0)].v|[1, 3]",
                "$.points[?(@.q == 0 && @.v > 2)].v|[3]",
                "$.points[?(@.v in [1, 3])].q|[0, 0]",
                "$.points[?(@.in.v == 9)].v|[3]",
                "$['a.b'][*]|[7]",
                "$.points.length()|[3]",
                "$.missing[*].v|[]",
                "$.empty[*]|[]",
                "$.site[*]|[]"
            })
    void findsValuesInTheirOrder(String path, String values) {
        assertThat(IndefinitePath.parse(path).values(tree(METER))).hasToString(values);
    }

    @Test
    void structsAreObjects() {
        Schema point = SchemaBuilder.struct()
                .field("v", Schema.FLOAT64_SCHEMA)
                .field("q", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        Schema meter = SchemaBuilder.struct()
                .field("points", SchemaBuilder.array(point).build())
                .build();
        Struct row = new Struct(meter)
                .put("points", List.of(new Struct(point).put("v", 1.0).put("q", 0), new Struct(point).put("v", 2.0)));

        assertThat(IndefinitePath.parse("$..v").values(row)).containsExactly(1.0, 2.0);
        assertThat(IndefinitePath.parse("$.points[?(@.q == 0)].v").values(row)).containsExactly(1.0);
        assertThat(IndefinitePath.parse("$.points[*].q").values(row)).containsExactly(0, null);
    }

    @Test
    void placesAreKnownStepByStep() {
        assertThat(IndefinitePath.parse("$..[?(@.q == 4)]").hits(tree(METER)))
                .singleElement()
                .satisfies(hit -> assertThat(hit.steps()).containsExactly("points", 1));
    }

    /** The library writes names into places as they are. */
    @ParameterizedTest
    @ValueSource(strings = {"x']['v", "x']", "'][0]['", "']", "", "x\\\\"})
    void namesThatLookLikePlacesAreToldApart(String name) {
        Object row = Map.of("x", Map.of("v", "other"), name, Map.of("wanted", "this"));

        List<Hit> hits = IndefinitePath.parse("$..wanted").hits(row);

        assertThat(hits).singleElement().satisfies(hit -> {
            assertThat(hit.value()).isEqualTo("this");
            assertThat(hit.steps()).containsExactly(name, "wanted");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$..a..b|expected a JSONPath with one .. at most, found a second at position 4",
                "$.a[?(@.b =~ /x+/)]|without regular expressions, which may take very long on some texts, found =~ at position 10",
                "$.a[|expected the closing ] of the JSONPath $.a[, found its end",
                "$.a[?(@.b == )]|expected a JSONPath in the dialect of com.jayway.jsonpath, found $.a[?(@.b == )]",
                "$.a[?(|expected the closing )",
                "$.a[?(@.b == 1]|expected a JSONPath with brackets in pairs, found ] at position 14",
                "$['a|expected the closing '",
                "$.a.unknown()|expected one of the functions avg, length, max, min, stddev, sum at the end of a JSONPath, found unknown"
            })
    void badPathsAreRefused(String path, String message) {
        assertThatThrownBy(() -> IndefinitePath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void tooManyValuesRefuseTheMessage() {
        List<Integer> most = Collections.nCopies(IndefinitePath.MAX_HITS, 1);
        List<Integer> more = Collections.nCopies(IndefinitePath.MAX_HITS + 1, 1);
        IndefinitePath path = IndefinitePath.parse("$.v[*]");

        assertThat(path.values(Map.of("v", most))).hasSize(IndefinitePath.MAX_HITS);
        assertThatThrownBy(() -> path.values(Map.of("v", more)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected at most 10000 values of the path $.v[*], found more");
    }

    /** Each element looks at all others. */
    @Test
    void conditionsThatLookAtTheWholeRowAgainAreBounded() {
        IndefinitePath path = IndefinitePath.parse("$.v[?(@.x in $.v[*].y)]");

        assertThatThrownBy(() -> path.values(Map.of("v", Collections.nCopies(10_000, Map.of("x", 1, "y", 2)))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a row in which the path $.v[?(@.x in $.v[*].y)] looks at up to 10000000 places,"
                        + " found one with more");
        assertThat(path.values(Map.of("v", Collections.nCopies(100, Map.of("x", 2, "y", 2)))))
                .hasSize(100);
    }

    @Test
    void descentIntoALargeRowIsBounded() {
        List<Object> leaves = Collections.nCopies(1_000, 1);
        Object row = Map.of("v", Collections.nCopies(10_000, leaves));

        assertThatThrownBy(() -> IndefinitePath.parse("$..none").values(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("for the path $..none");
    }

    @Test
    void longNamesAroundManyValuesAreRefused() {
        Object row = Map.of("s3cret".repeat(20_000), Collections.nCopies(5_000, 1));

        assertThatThrownBy(() -> IndefinitePath.parse("$..[*]").values(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("shorter names")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void descentIntoADeepRow() {
        Object row = Map.of("v", 1);
        for (int i = 0; i < 1_000; i++) {
            row = Map.of("a", row);
        }

        assertThat(IndefinitePath.parse("$..v").values(row)).containsExactly(1);
    }

    @Test
    void aNameOfManyPlacesIsRefusedAtOnce() {
        Object row = Map.of("']".repeat(100_000), Map.of("wanted", 1));

        assertThatThrownBy(() -> IndefinitePath.parse("$..wanted").hits(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be told apart");
    }

    /** The library reads such texts as paths. */
    @Test
    void textsThatLookLikeDeepPathsDoNotEndTheTask() {
        Map<String, Object> hostile = Map.of("tags", List.of("$" + ".a".repeat(200_000)));
        IndefinitePath path = IndefinitePath.parse("$.points[?(@.tags contains 'x')]");

        assertThatThrownBy(() -> path.values(Map.of("points", List.of(hostile))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("too deep");
    }

    @ParameterizedTest
    @CsvSource({"$5,1", "@home,1", "plain,1", "$.a,0", "[1],0"})
    void textsInArraysOfARowThatAreAPathThemselvesAreNotFound(String text, int found) {
        Object row = Map.of("points", List.of(Map.of("tags", List.of(text))));

        assertThat(IndefinitePath.parse("$.points[?(@.tags contains '" + text + "')]")
                        .values(row))
                .hasSize(found);
    }

    @Test
    void longPathsAreRefused() {
        assertThatThrownBy(() -> IndefinitePath.parse("$" + ".a".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a JSONPath of at most 1000 characters, found 200001");
    }

    @Test
    void aRowThatDoesNotSuitIsRefusedWithoutItsContent() {
        assertThatThrownBy(() -> IndefinitePath.parse("$.v.max()").values(Map.of("v", List.of("s3cret"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("suits the path $.v.max()")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    private static Object tree(String json) {
        return Objects.requireNonNull(new JsonTree(JsonTree::exact, true).parse(json.replace('\'', '"')));
    }
}
