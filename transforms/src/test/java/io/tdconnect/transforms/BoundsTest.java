// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.transforms.json.JoinedNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory of a transform is bounded, whatever the messages are. */
class BoundsTest {
    private static final int CELLS = 1_000_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 4_000})
    void piecesTimesFieldsAreLimited(int fields) {
        Map<String, Object> row = wide(fields);
        row.put("v", String.join(",", Collections.nCopies(450_000, "1")));

        refused(new SplitToRows.Value<>(), row, "field", "v");
    }

    @Test
    void elementsTimesFieldsAreLimited() {
        Map<String, Object> row = wide(4_000);
        row.put("v", Collections.nCopies(10_000, 1));

        refused(new Explode.Value<>(), row, "field", "v", "schema", "map");
        row.put("v", Collections.nCopies(1_000, Map.of("w", Collections.nCopies(1_000, 1))));
        row.keySet().retainAll(List.of("v"));
        refused(new Explode.Value<>(), row, "field", "$.v[*].w[*]", "schema", "map", "max.cells", "999999");
    }

    @Test
    void metricsTimesKeptFieldsAreLimited() {
        Map<String, Object> row = wide(4_000);
        String keep = String.join(
                ",", IntStream.range(0, 2_000).mapToObj(i -> "f" + i).toList());

        refused(new Unpivot.Value<>(), row, "keep", keep);
    }

    @Test
    void rowsOfAListCountTogetherAndTheLimitCanBeMoved() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(new HashMap<>(Map.of("v", "1,2,3,4,5")));
        }

        refused(new SplitToRows.Value<>(), rows, "field", "v", "max.cells", "99");
        assertThat((List<?>) configured(new SplitToRows.Value<>(), "field", "v", "max.cells", "100")
                        .apply(Records.of(null, rows))
                        .value())
                .hasSize(50);
    }

    @Test
    void joinedNamesAreLimited() {
        String name = "n".repeat(40_000);
        String message = ("{\"" + name + "\":").repeat(98) + "1" + "}".repeat(98);

        assertThatThrownBy(() -> Records.parsed(message))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at most 1000 characters for flattened fields");
        assertThat(Records.parse("nested", "keep", "schema", "map")
                        .apply(Records.of(message))
                        .value())
                .isInstanceOf(Map.class);
        assertThat(Records.parsed("{\"" + "a".repeat(499) + "\":{\"" + "b".repeat(500) + "\":1}}"))
                .hasSize(1004);
    }

    @Test
    void joinedNamesAreForgotten() {
        JoinedNames names = new JoinedNames("_");
        String first = names.join("a", "b");

        for (int i = 0; i < 3_000; i++) {
            names.join("p".repeat(500), "n".repeat(400) + i);
        }

        assertThat(names.join("a", "b")).isEqualTo(first).isNotSameAs(first);
        assertThat(names.join("a", "b")).isSameAs(names.join("a", "b"));
    }

    @Test
    void aLongDelimiterIsRefused() {
        refusesALongDelimiter(new SplitToRows.Value<>(), Map.of("field", "v"));
        refusesALongDelimiter(new Split.Value<>(), Map.of("field", "v", "count", "2"));
    }

    @Test
    void theLongestDelimiterSeparates() {
        String delimiter = "x".repeat(999) + "y";
        SinkRecord record = Records.of(null, Map.of("v", "1" + delimiter + "2" + delimiter));

        Object rows = configured(new SplitToRows.Value<SinkRecord>(), "field", "v", "delimiter", delimiter)
                .apply(record)
                .value();

        assertThat(rows)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .extracting("v")
                .containsExactly("1", "2", null);
    }

    private static Map<String, Object> wide(int fields) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < fields; i++) {
            row.put("f" + i, i);
        }
        return row;
    }

    private static void refusesALongDelimiter(Transformation<SinkRecord> transform, Map<String, String> options) {
        Map<String, String> withDelimiter = new HashMap<>(options);
        withDelimiter.put("delimiter", "x".repeat(1_001));

        assertThatThrownBy(() -> transform.configure(withDelimiter))
                .isInstanceOf(ConfigException.class)
                .hasMessage("delimiter: expected 1 to 1000 characters, found 1001");
    }

    private static void refused(Transformation<SinkRecord> transform, Object value, String... options) {
        String most = Records.map(options).getOrDefault("max.cells", String.valueOf(CELLS));

        assertThatThrownBy(() -> configured(transform, options).apply(Records.of(null, value)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at most " + most + " cells")
                .hasMessageContaining("max.cells");
    }

    private static Transformation<SinkRecord> configured(Transformation<SinkRecord> transform, String... options) {
        transform.configure(Records.map(options));
        return transform;
    }
}
