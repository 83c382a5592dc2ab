// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            hello-world ; -  ; 2 ; {id=1, message=hello-world, message_0=hello, message_1=world}
            a-b-c       ; -  ; 2 ; {id=1, message=a-b-c, message_0=a, message_1=b-c}
            a           ; -  ; 2 ; {id=1, message=a, message_0=a, message_1=null}
            a--b        ; -  ; 3 ; {id=1, message=a--b, message_0=a, message_1=, message_2=b}
            -           ; -  ; 2 ; {id=1, message=-, message_0=, message_1=}
            a.b         ; .  ; 2 ; {id=1, message=a.b, message_0=a, message_1=b}
            a||b        ; || ; 2 ; {id=1, message=a||b, message_0=a, message_1=b}
            a-b         ; -  ; 1 ; {id=1, message=a-b, message_0=a-b}
            """)
    void splitsStructsAndMapsAlike(String message, String delimiter, String count, String row) {
        String json = "{\"id\":1,\"message\":\"" + message + "\"}";
        String[] options = {"field", "message", "delimiter", delimiter, "count", count};

        assertThat(Records.text(split(options)
                        .apply(Records.parse().apply(Records.of(json)))
                        .value()))
                .isEqualTo(row);
        assertThat(split(options)
                        .apply(Records.parse("schema", "map").apply(Records.of(json)))
                        .value())
                .hasToString(row);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            a-b - c        ; ~ - ~ ; [a-b, c]
            Berlin,DE, 21  ; ~, ~  ; [Berlin,DE, 21]
            a b            ; ~ ~   ; [a, b]
            a\tb           ; ~\t~  ; [a, b]
            """)
    void blanksOfTheDelimiterCount(String message, String delimiter, String pieces) {
        SinkRecord row =
                split("field", "m", "delimiter", delimiter, "count", "2").apply(Records.of(null, Map.of("m", message)));
        Map<?, ?> fields = (Map<?, ?>) row.value();

        assertThat(Arrays.asList(fields.get("m_0"), fields.get("m_1"))).hasToString(pieces);
    }

    @Test
    void givesTypesAndNames() {
        SinkRecord row = split(
                        "field",
                        "ts",
                        "delimiter",
                        "@",
                        "count",
                        "2",
                        "fields",
                        "ts_0:TIMESTAMP(ms) as ts, ts_1:INT as id")
                .apply(Records.parse().apply(Records.of("{\"ts\":\"1700000000123@7\"}")));

        assertThat(Records.text(row.value())).isEqualTo("{ts=1700000000123, id=7}");
        assertThat(row.valueSchema().field("ts").schema()).isEqualTo(Timestamp.optionalSchema(Precision.MS));
        assertThat(row.valueSchema().field("id").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
    }

    @Test
    void readsNestedFieldsAndNumbers() {
        SinkRecord row = split("field", "data.v", "delimiter", ".", "count", "2")
                .apply(Records.parse("nested", "keep").apply(Records.of("{\"data\":{\"v\":22.5}}")));

        assertThat(((Struct) row.value()).get("data_v_0")).isEqualTo("22");
        assertThat(((Struct) row.value()).get("data_v_1")).isEqualTo("5");
    }

    @Test
    void whatDoesNotFitFollowsThePolicy() {
        SinkRecord row = Records.of(null, Map.of("m", "1-x"));
        String[] fail = {"field", "m", "delimiter", "-", "count", "2", "fields", "m_1:INT", "on.mismatch", "fail"};

        assertThatThrownBy(() -> split(fail).apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field m: Field m_1: expected INT")
                .hasMessageNotContaining("1-x");
        fail[9] = "drop";
        assertThat(split(fail).apply(row)).isNull();
        fail[9] = "null";
        assertThat((Map<?, ?>) split(fail).apply(row).value()).hasToString("{m=1-x, m_0=null, m_1=null}");
    }

    @Test
    void rowsWithoutTheFieldGetNulls() {
        SinkRecord row = split("field", "m", "delimiter", "-", "count", "2")
                .apply(Records.parse().apply(Records.of("{\"id\":1}")));

        assertThat(Records.text(row.value())).isEqualTo("{id=1, m_0=null, m_1=null}");
    }

    @Test
    void splitsEveryRowOfListAndBuildsOneSchema() {
        Split.Value<SinkRecord> split = split("field", "m", "delimiter", "-", "count", "2");

        SinkRecord list = split.apply(Records.parse().apply(Records.of("[{\"m\":\"a-b\"},{\"m\":\"c\"}]")));
        SinkRecord again = split.apply(Records.parse().apply(Records.of("[{\"m\":\"a-b\"},{\"m\":\"c\"}]")));

        assertThat((List<?>) list.value())
                .extracting(Records::text)
                .containsExactly("{m=a-b, m_0=a, m_1=b}", "{m=c, m_0=c, m_1=null}");
        assertThat(again.valueSchema().valueSchema())
                .isSameAs(list.valueSchema().valueSchema());
    }

    @Test
    void routingHeadersOfListsFollowTheRowsThatAreLeft() {
        SinkRecord list = Records.mapToTable("table", "d{id}")
                .apply(Records.parse()
                        .apply(Records.of("[{\"id\":1,\"m\":\"x\"},{\"id\":2,\"m\":\"3\"},{\"id\":3,\"m\":\"4\"}]")));

        SinkRecord rest = split(
                        "field", "m", "delimiter", "-", "count", "1", "fields", "m_0:INT", "on.mismatch", "drop")
                .apply(list);

        assertThat(Routing.readRows(rest.headers(), 2))
                .extracting(Routing::table)
                .containsExactly("d2", "d3");
    }

    @Test
    void refusesOptionsThatDoNotFit() {
        assertThatThrownBy(() -> split("field", "m", "delimiter", "-", "count", "2", "fields", "m_2:INT"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("m_0, m_1")
                .hasMessageContaining("m_2");
        assertThatThrownBy(() -> split("field", "a, b", "delimiter", "-", "count", "2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("field");
        assertThatThrownBy(() -> split("field", "m", "delimiter", "", "count", "2"))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> split("field", "m", "delimiter", "-", "count", "0"))
                .isInstanceOf(ConfigException.class);
    }

    private static Split.Value<SinkRecord> split(String... options) {
        Split.Value<SinkRecord> transform = new Split.Value<>();
        transform.configure(Records.map(options));
        return transform;
    }
}
