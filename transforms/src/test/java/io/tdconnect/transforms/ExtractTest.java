// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractTest {
    private static final String REGEX = "(?<number>[0-9]+)(?<unit>[a-zA-Z]+)?";

    @Test
    void makesFieldsOfNamedGroups() {
        SinkRecord row = extract("field", "voltage", "regex", REGEX, "fields", "number:INT as voltage")
                .apply(Records.parse().apply(Records.of("{\"id\":1,\"voltage\":\"221V\"}")));

        assertThat(Records.text(row.value())).isEqualTo("{id=1, voltage=221, unit=V}");
        assertThat(row.valueSchema().field("voltage").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
    }

    @Test
    void groupsThatTakeNoPartAreNull() {
        Map<String, Object> row = Map.of("voltage", 221L);

        assertThat((Map<?, ?>) extract("field", "voltage", "regex", REGEX)
                        .apply(Records.of(null, row))
                        .value())
                .hasToString("{voltage=221, number=221, unit=null}");
    }

    @Test
    void textThatDoesNotMatchFollowsThePolicy() {
        SinkRecord row = Records.of(null, Map.of("voltage", "secret"));

        assertThatThrownBy(() -> extract("field", "voltage", "regex", REGEX).apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field voltage")
                .hasMessageContaining("text of 6 characters")
                .hasMessageNotContaining("secret");
        assertThat(extract("field", "voltage", "regex", REGEX, "on.mismatch", "drop")
                        .apply(row))
                .isNull();
        assertThat((Map<?, ?>) extract("field", "voltage", "regex", REGEX, "on.mismatch", "null")
                        .apply(row)
                        .value())
                .hasToString("{voltage=secret, number=null, unit=null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[0-9]+",
                "(?<a>x)\\1",
                "(?=x)(?<a>y)",
                "(?<a>x)(?<a>y)",
                "",
                "(?<a>((x{100}){100}){100})",
                "(?<a>\\w){1000}(?i){1000}"
            })
    void refusesRegularExpressionsWithoutGroupsOrBeyondRe2(String regex) {
        assertThatThrownBy(() -> extract("field", "voltage", "regex", regex))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("regex")
                .hasMessageContaining("expected");
    }

    @Test
    void noStateIsCarriedToTheNextRecord() {
        Extract.Value<SinkRecord> extract =
                extract("field", "voltage", "regex", REGEX, "fields", "number:TINYINT", "on.mismatch", "null");

        extract.apply(Records.of(null, Map.of("voltage", "12V")));
        assertThat(extract.apply(Records.of(null, Map.of("voltage", "999V"))).value())
                .hasToString("{voltage=999V, number=null, unit=null}");
        assertThat(extract.apply(Records.of(null, Map.of("voltage", "13"))).value())
                .hasToString("{voltage=13, number=13, unit=null}");
    }

    private static Extract.Value<SinkRecord> extract(String... options) {
        Extract.Value<SinkRecord> transform = new Extract.Value<>();
        transform.configure(Records.map(options));
        return transform;
    }
}
