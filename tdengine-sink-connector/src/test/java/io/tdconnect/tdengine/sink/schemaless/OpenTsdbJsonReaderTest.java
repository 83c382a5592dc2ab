// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.TextRows;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenTsdbJsonReaderTest {
    private static final String POINT =
            "{\"metric\":\"mj.x\",\"timestamp\":1648432611249,\"value\":%s,\"tags\":{\"location\":\"SF\",\"groupid\":2}}";

    @Test
    void readsOneObjectOrAnArray() {
        TextRows one = TextRows.json(POINT.formatted("10.3"));
        TextRows several = TextRows.json("[" + POINT.formatted("10.3") + "," + POINT.formatted("11") + "]");

        assertThat(one.described())
                .singleElement()
                .asString()
                .startsWith("mj_x/t_")
                .endsWith(" Timestamp[value=1648432611249, precision=MS] #location=VARCHAR:SF #groupid=DOUBLE:2.0"
                        + " _value=DOUBLE:10.3");
        assertThat(several.rows).hasSize(2).extracting(row -> row.table).containsOnly(one.rows.get(0).table);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "true | BOOL:true",
                "\"text\" | VARCHAR:text",
                "{\"value\":1,\"type\":\"i8\"} | TINYINT:1",
                "{\"type\":\"SmallInt\",\"value\":-5} | SMALLINT:-5",
                "{\"value\":5,\"type\":\"int\"} | INT:5",
                "{\"value\":9223372036854775807,\"type\":\"bigint\"} | BIGINT:9223372036854775807",
                "{\"value\":1.5,\"type\":\"float\"} | FLOAT:1.5",
                "{\"value\":1.5,\"type\":\"f64\"} | DOUBLE:1.5",
                "{\"value\":true,\"type\":\"bool\"} | BOOL:true",
                "{\"value\":\"a\",\"type\":\"binary\"} | VARCHAR:a",
                "{\"value\":\"a\",\"type\":\"nchar\"} | NCHAR:a"
            })
    void readsTypedValues(String value, String expected) {
        assertThat(TextRows.json(POINT.formatted(value)).fields())
                .isEqualTo("#location=VARCHAR:SF #groupid=DOUBLE:2.0 _value=" + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1648432611, 'value=1648432611000, precision=MS'",
        "'{\"value\":1648432611,\"type\":\"s\"}', 'value=1648432611000, precision=MS'",
        "'{\"value\":1648432611249001,\"type\":\"us\"}', 'value=1648432611249001, precision=US'",
        "'{\"value\":1648432611249000001,\"type\":\"NS\"}', 'value=1648432611249000001, precision=NS'",
        "0, 'value=1700000000000, precision=MS'"
    })
    void keepsEveryDigitOfTheTime(String time, String expected) {
        TextRows text = TextRows.json(POINT.formatted("1").replace("1648432611249", time));

        assertThat(text.reasons()).isEmpty();
        assertThat(text.rows.get(0).value(0)).hasToString("Timestamp[" + expected + "]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "null | expected a number, text, true, false",
                "[1] | expected a number, text, true, false",
                "{\"value\":1} | \"type\"",
                "{\"value\":1,\"type\":\"i8\",\"x\":1} | \"type\"",
                "{\"value\":1,\"type\":\"u8\"} | a type that fits the value, found u8",
                "{\"value\":\"1\",\"type\":\"i8\"} | a type that fits the value, found i8",
                "{\"value\":1.5,\"type\":\"i8\"} | with a fraction",
                "{\"value\":300,\"type\":\"i8\"} | range of TINYINT",
                "{\"value\":1e39,\"type\":\"f32\"} | range of its type",
                "1e400 | range of its type",
                "1,\"extra\":2 | metric, timestamp, value and tags",
                "1,\"value\":2 | metric, timestamp, value and tags",
                "oops | expected JSON"
            })
    void saysWhatIsWrongWithAnElement(String value, String reason) {
        TextRows text = TextRows.json(POINT.formatted(value));

        assertThat(text.rows).isEmpty();
        assertThat(text.reasons()).singleElement().asString().contains("element 1", reason);
    }

    @Test
    void writesTheGoodElementsAndNamesTheBrokenOnes() {
        TextRows text = TextRows.json("[" + POINT.formatted("1") + "," + POINT.formatted("{\"value\":[[1]]}")
                + ",7,[3]," + POINT.formatted("2") + "]");

        assertThat(text.rows).extracting(row -> row.value(3)).containsExactly(1.0, 2.0);
        assertThat(text.reasons()).singleElement().asString().contains("element 2", "element 3", "element 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "[", "[1", "1", "{}", "'[] []'", "'{} {}'", "'{\"metric\":\"m\"'", "null"})
    void refusesWhatIsNoPoint(String json) {
        TextRows text = TextRows.json(json);

        assertThat(text.rows).isEmpty();
        assertThat(text.reasons()).hasSize(1);
    }

    @Test
    void wantsTags() {
        assertThat(TextRows.json(POINT.formatted("1").replaceAll("\"tags\":\\{.*}}", "\"tags\":{}}"))
                        .reasons())
                .singleElement()
                .asString()
                .contains("at least one tag");
    }

    @Test
    void namesThatTdengineCannotHaveAreBadNames() {
        assertThat(TextRows.json(POINT.formatted("1").replace("mj.x", "m`x")).bad)
                .extracting(BadRecord::fault)
                .containsExactly(Fault.BAD_NAME);
    }

    @Test
    void exponentsBeyondAllNumbersAreMalformed() {
        for (String number : new String[] {"1e999999999", "1e-999999999", "1e99999999999"}) {
            String typed = "{\"value\":" + number + ",\"type\":\"i64\"}";
            TextRows value = TextRows.json(POINT.formatted(typed));
            TextRows time = TextRows.json(POINT.formatted("1").replace("1648432611249", number));

            assertThat(value.rows).isEmpty();
            assertThat(value.bad).extracting(BadRecord::fault).containsExactly(Fault.MALFORMED_TEXT);
            assertThat(time.rows).isEmpty();
            assertThat(time.bad).extracting(BadRecord::fault).containsExactly(Fault.MALFORMED_TEXT);
        }
    }
}
