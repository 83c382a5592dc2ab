// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field's value as the name of a field. */
class PivotTest {
    @Test
    void theNameBecomesAField() {
        String message = "[{\"ts\":1,\"id\":7,\"name\":\"temp\",\"value\":21.5},"
                + "{\"ts\":1,\"id\":7,\"name\":\"state\",\"value\":\"on\"}]";

        assertThat(rows(pivot("name.field", "name"), message))
                .containsExactly("{ts=1, id=7, temp=21.5}", "{ts=1, id=7, state=on}");
        SinkRecord maps =
                pivot("name.field", "name").apply(Records.parse("schema", "map").apply(Records.of(message)));
        assertThat((List<?>) maps.value())
                .extracting(Records::text)
                .containsExactly("{ts=1, id=7, temp=21.5}", "{ts=1, id=7, state=on}");
    }

    @Test
    void valuesOfOneTypeKeepTheColumn() {
        Transformation<SinkRecord> pivot = pivot("value.type", "DOUBLE");

        for (String value : new String[] {"21", "21.0", "\"21\""}) {
            Struct row = (Struct) pivot.apply(
                            Records.parse().apply(Records.of("{\"ts\":1,\"metric\":\"temp\",\"value\":" + value + "}")))
                    .value();
            assertThat(row.get("temp")).isEqualTo(21.0);
            assertThat(row.schema().field("temp").schema().type()).isEqualTo(Schema.Type.FLOAT64);
        }
        assertThatThrownBy(() -> rows(pivot, "{\"metric\":\"temp\",\"value\":\"on\"}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("value.type");
    }

    @Test
    void aMissingValueIsNull() {
        assertThat(rows(pivot("value.type", "INT"), "{\"ts\":1,\"metric\":\"temp\"}"))
                .containsExactly("{ts=1, temp=null}");
        assertThat(rows(pivot(), "{\"ts\":1,\"metric\":\"temp\",\"value\":null}"))
                .containsExactly("{ts=1}");
    }

    @Test
    void theNameMayBeThatOfTheTakenFields() {
        assertThat(rows(pivot(), "{\"ts\":1,\"metric\":\"value\",\"value\":5}")).containsExactly("{ts=1, value=5}");
        assertThat(rows(pivot(), "{\"ts\":1,\"metric\":\"metric\",\"value\":5}"))
                .containsExactly("{ts=1, metric=5}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":5}",
                "{\"metric\":null,\"value\":5}",
                "{\"metric\":\"\",\"value\":5}",
                "{\"metric\":7,\"value\":5}",
                "{\"ts\":1,\"metric\":\"ts\",\"value\":5}"
            })
    void rowsWhoseColumnWouldBeGuessedOrLostAreRefused(String message) {
        assertThatThrownBy(() -> rows(pivot(), message))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Field metric: expected a name");
    }

    @Test
    void namesAreLimitedInLengthAndNumber() {
        assertThatThrownBy(() -> rows(pivot(), "{\"metric\":\"" + "n".repeat(65) + "\",\"value\":5}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("text of 65")
                .hasMessageNotContaining("nnn");
        Transformation<SinkRecord> pivot = pivot("max.names", "2");
        for (String name : new String[] {"a", "b", "a", "b"}) {
            assertThat(rows(pivot, "{\"metric\":\"" + name + "\",\"value\":5}")).containsExactly("{" + name + "=5}");
        }
        assertThatThrownBy(() -> rows(pivot, "{\"metric\":\"c\",\"value\":5}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("max.names");
        assertThat(rows(pivot, "{\"metric\":\"a\",\"value\":6}")).containsExactly("{a=6}");
    }

    @Test
    void undoesUnpivotOfARowWithOneMetric() {
        Unpivot.Value<SinkRecord> unpivot = new Unpivot.Value<>();
        unpivot.configure(Map.of("keep", "ts"));
        SinkRecord wide = Records.parse().apply(Records.of("{\"ts\":1,\"temp\":20}"));

        assertThat(Records.text(pivot().apply(unpivot.apply(wide)).value())).isEqualTo("{ts=1, temp=20}");
    }

    @Test
    void oneFieldCannotBeBoth() {
        assertThatThrownBy(() -> pivot("name.field", "value")).isInstanceOf(ConfigException.class);
    }

    private static List<String> rows(Transformation<SinkRecord> transform, String message) {
        Object value =
                transform.apply(Records.parse().apply(Records.of(message))).value();
        return value instanceof List<?> list ? list.stream().map(Records::text).toList() : List.of(Records.text(value));
    }

    private static Pivot<SinkRecord> pivot(String... options) {
        Pivot.Value<SinkRecord> transform = new Pivot.Value<>();
        transform.configure(Records.map(options));
        return transform;
    }
}
