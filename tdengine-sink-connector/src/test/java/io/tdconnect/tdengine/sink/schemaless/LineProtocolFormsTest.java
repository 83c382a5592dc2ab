// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.TextRows;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that InfluxDB and its clients write and TDengine refuses, and names that are not allowed. */
class LineProtocolFormsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "NS | -1000000000 | Timestamp[value=-1000000000, precision=NS]",
                "AUTO | -9223372036854775807 | Timestamp[value=-9223372036854775807, precision=NS]",
                "MS | -5 | Timestamp[value=-5, precision=MS]",
                "S | -2208988800 | Timestamp[value=-2208988800000, precision=MS]"
            })
    void readsTimesBefore1970AsInfluxDbHasThem(TextPrecision precision, String number, String time) {
        TextRows text = TextRows.of(ValueFormat.LINE, precision, "m,t=a v=1 " + number);

        assertThat(text.rows).singleElement().extracting(row -> row.value(0)).hasToString(time);
    }

    @Test
    void refusesSecondsThatOverflow() {
        assertThat(TextRows.of(ValueFormat.LINE, TextPrecision.S, "m,t=a v=1 -9223372036854775807")
                        .reasons())
                .singleElement()
                .asString()
                .contains("range of milliseconds");
    }

    @Test
    void commentsAreIgnoredWhereverTheyStand() {
        TextRows text = TextRows.line("# one\n  # two\nm,t=a v=1 5 # three\nm,t=a v=2 # four\nm,t=#x v=\"# no\" 6#bad");

        assertThat(text.rows).hasSize(2);
        assertThat(text.rows.get(0).value(0)).isEqualTo(new Timestamp(5, Precision.NS));
        assertThat(text.rows.get(1).value(0)).isEqualTo(new Timestamp(Records.TS, Precision.MS));
        assertThat(text.reasons()).singleElement().asString().contains("line 5");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "\\\\\\\\server\\\\share | \\\\server\\share",
                "a\\\\\\\\b | a\\\\b",
                "x\\\\\\ y | x\\ y",
                "C:\\\\\\,D:\\\\ | C:\\,D:\\"
            })
    void backslashesThatAreEscapedSurvive(String written, String value) {
        assertThat(TextRows.line("m,t=" + written + ",u=b v=1 1").fields())
                .isEqualTo("#t=NCHAR:" + value + " #u=NCHAR:b v=DOUBLE:1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m`n,a=x f=1 1", "m\ud800,a=x f=1 1", "m,a`=x f=1 1"})
    void namesThatTdengineCannotHaveAreBadNames(String line) {
        TextRows text = TextRows.line(line + "\nm,a=x f=1 1");

        assertThat(text.rows).hasSize(1);
        assertThat(text.bad).extracting(BadRecord::fault).containsExactly(Fault.BAD_NAME);
    }

    @Test
    void numbersOfManyCharactersAreRefused() {
        for (String number : new String[] {"1." + "0".repeat(200_000) + "i64", "9".repeat(300_000)}) {
            assertThat(TextRows.line("m,t=a v=" + number + " 1").reasons())
                    .singleElement()
                    .asString()
                    .contains("at most 400 characters");
        }
    }
}
