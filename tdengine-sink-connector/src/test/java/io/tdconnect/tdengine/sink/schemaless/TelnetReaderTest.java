// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.TextRows;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnetReaderTest {
    @Test
    void readsMetricTimeValueAndTags() {
        TextRows text = TextRows.telnet(
                "meters.current 1648432611 11.3 location=LosAngeles groupid=3\r\n\nmeters.current  1648432611249  10.3i8x a=1\nm 1648432611249 \"a,b\" t=x");

        assertThat(text.rows).hasSize(2);
        assertThat(text.described().get(0))
                .startsWith("meters_current/t_")
                .endsWith(" Timestamp[value=1648432611000, precision=MS] #location=NCHAR:LosAngeles #groupid=NCHAR:3"
                        + " _value=DOUBLE:11.3");
        assertThat(text.described().get(1)).endsWith(" #t=NCHAR:x _value=VARCHAR:a,b");
        assertThat(text.reasons()).singleElement().asString().contains("line 3, column 32: expected a whole number");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "5i32 | INT:5",
                "t | BOOL:true",
                "\"a\\\"b\" | VARCHAR:a\\\"b",
                "L\"é\" | NCHAR:é",
                "B\"A\" | VARBINARY:[65]"
            })
    void readsTypedValuesWithoutEscapes(String value, String expected) {
        assertThat(TextRows.telnet("m 1648432611 " + value + " t=a").fields())
                .isEqualTo("#t=NCHAR:a _value=" + expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "m | found no time",
                "m 1648432611 | found no value",
                "m 1648432611 1 | at least one tag",
                "m 1648432611 1 t | tag=value",
                "m 1648432611 1 t=a=b | tag=value",
                "m 1648432611 1 t= | tag=value",
                "m 1648432611 1 =a | tag=value",
                "m 1648432611 1,2 t=a | without a comma",
                "m 1648432611 \"a t=a | closing quote",
                "m 164843261 1 t=a | 10 digits (s) or 13 digits (ms), found one of 9",
                "m 1648432611249000 1 t=a | data.precision",
                "m soon 1 t=a | expected the time",
                "m 1648432611 1 t=a t=b | found t twice",
                "m 1648432611 1 _value=b | found _value twice"
            })
    void saysWhereALineIsBroken(String line, String reason) {
        TextRows text = TextRows.telnet(line);

        assertThat(text.rows).isEmpty();
        assertThat(text.reasons()).singleElement().asString().contains("line 1", reason);
    }

    @Test
    void readsFinerTimesWhenToldTheirUnit() {
        TextRows text = TextRows.of(ValueFormat.TELNET, TextPrecision.US, "m 1648432611249001 1 t=a\nm 0 1 t=a");

        assertThat(text.rows.get(0).value(0)).hasToString("Timestamp[value=1648432611249001, precision=US]");
        assertThat(text.rows.get(1).value(0)).hasToString("Timestamp[value=" + Records.TS + ", precision=MS]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "put m 1700000000 1.5 host=a | m",
                "  put   m 1700000000 1.5 host=a | m",
                "put 5 1700000000 1.5 host=a | 5",
                "put 5 1700000000 15 host=a b=c | 5",
                "put 1700000000 1.5 host=a | put",
                "put put 1700000000 1.5 host=a | put",
                "putter 1700000000 1.5 host=a | putter"
            })
    void takesTheCommandBeforeTheMetric(String line, String metric) {
        TextRows text = TextRows.telnet(line);

        assertThat(text.reasons()).isEmpty();
        assertThat(text.described())
                .singleElement()
                .asString()
                .startsWith(metric + "/t_")
                .contains("#host=NCHAR:a");
    }

    @Test
    void aBacktickInTheMetricIsABadName() {
        assertThat(TextRows.telnet("m`x 1700000000 1.5 host=a").bad)
                .extracting(BadRecord::fault)
                .containsExactly(Fault.BAD_NAME);
    }
}
