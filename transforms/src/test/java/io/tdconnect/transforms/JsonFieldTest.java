// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON text inside a field, which is parsed again. */
class JsonFieldTest {
    private static final String TUYA =
            "{\"protocol\":4,\"t\":1,\"data\":\"{\\\"devId\\\":\\\"d1\\\",\\\"status\\\":{\\\"temp\\\":21.5},"
                    + "\\\"t\\\":7}\",\"sign\":\"s\"}";

    @Test
    void itsFieldsTakeItsPlace() {
        assertThat(rows(TUYA, "field", "data"))
                .containsExactly("{protocol=4, sign=s, devId=d1, status_temp=21.5, t=7}");
        assertThat(rows(TUYA, "field", "data", "fields", "$.status.temp:FLOAT as temp"))
                .containsExactly("{protocol=4, t=1, sign=s, temp=21.5}");
        assertThat(rows(TUYA, "field", "data", "schema", "map"))
                .containsExactly("{protocol=4, sign=s, devId=d1, status_temp=21.5, t=7}");
    }

    @Test
    void rowsWithoutSchemaStaySo() {
        SinkRecord parsed = Records.parse("schema", "map").apply(Records.of(TUYA));

        SinkRecord again = Records.parse("field", "data", "schema", "map").apply(parsed);

        assertThat(again.valueSchema()).isNull();
        assertThat(Records.text(again.value())).isEqualTo("{protocol=4, t=7, sign=s, devId=d1, status_temp=21.5}");
    }

    @Test
    void anArrayMakesSeveralRowsThatKeepTheirTable() {
        SinkRecord tables = Records.mapToTable("table", "d{id}")
                .apply(Records.parse()
                        .apply(Records.of("[{\"id\":1,\"j\":\"[{\\\"v\\\":1},{\\\"v\\\":2}]\"},"
                                + "{\"id\":2,\"j\":\"{\\\"v\\\":3}\"},{\"id\":3,\"j\":\"[]\"},{\"id\":4}]")));

        SinkRecord rows = Records.parse("field", "j").apply(tables);

        assertThat((List<?>) rows.value())
                .extracting(Records::text)
                .containsExactly("{id=1, v=1}", "{id=1, v=2}", "{id=2, v=3}", "{id=4}");
        assertThat(Routing.readRows(rows.headers(), 4))
                .extracting(Routing::table)
                .containsExactly("d1", "d1", "d2", "d4");
    }

    @Test
    void arrayWithoutElementsDropsTheRecord() {
        assertThat(Records.parse("field", "j").apply(Records.parse().apply(Records.of("{\"j\":\"[]\"}"))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}", "{\"id\":1,\"data\":null}"})
    void rowsWithoutTextStayAsTheyAre(String message) {
        assertThat(rows(message, "field", "data")).containsExactly("{id=1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data":"secret"}          | Expected JSON, found a fault
            {"data":""}                | found an empty payload
            {"data":"5"}               | found a number
            {"data":"{\\"a\\":"}       | Expected JSON, found a fault
            {"data":7}                 | expected text
            {"data":"[[1]]"}           | an array in an array
            """)
    void otherTextIsRefusedWithoutShowingIt(String message, String problem) {
        assertThatThrownBy(() -> rows(message, "field", "data"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Field data: ")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secret");
    }

    @Test
    void cellsAreLimited() {
        String elements = "{\\\"v\\\":1}" + ",{\\\"v\\\":1}".repeat(50);
        String message = "{\"id\":1,\"j\":\"[" + elements + "]\"}";

        assertThat(rows(message, "field", "j", "max.cells", "102")).hasSize(51);
        assertThatThrownBy(() -> rows(message, "field", "j", "max.cells", "101"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("max.cells");
    }

    @Test
    void aMessageThatIsNotParsedIsRefused() {
        assertThatThrownBy(() -> Records.parse("field", "data").apply(Records.of(TUYA)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("put a transform such as ParseJson in front");
    }

    private static List<String> rows(String message, String... options) {
        Object value = Records.parse(options)
                .apply(Records.parse().apply(Records.of(message)))
                .value();
        return value instanceof List<?> list ? list.stream().map(Records::text).toList() : List.of(Records.text(value));
    }
}
