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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineProtocolReaderTest {
    @Test
    void aBrokenLineLeavesNothingForTheNext() {
        TextRows found = TextRows.line("m,t=a v=1,w=2 5\nm,t=a v=1,w=x 6\nm,t=a v=3");

        assertThat(found.bad).hasSize(1);
        assertThat(found.rows).hasSize(2);
        assertThat(found.rows.get(1).value(0)).isEqualTo(new Timestamp(Records.TS, Precision.MS));
        assertThat(found.rows.get(1).shape.fields()).isEqualTo(3);
    }

    @Test
    void malformedTextHasAFaultOfItsOwn() {
        TextRows found = TextRows.line("m,t=a v=1 5\nbroken");

        assertThat(found.rows).hasSize(1);
        assertThat(found.bad).extracting(BadRecord::fault).containsExactly(Fault.MALFORMED_TEXT);
    }

    @Test
    void namesTablesAsTheServerDoes() {
        TextRows text = TextRows.line(
                "st,t1=3i64,t2=4f64,t3=\"t3\" c1=3i64,c3=L\"passit\",c2=false,c4=4f64 1626006833639000000");

        assertThat(text.described())
                .containsExactly(
                        "st/t_d82f9398e130675624affc543fe60c02 Timestamp[value=1626006833639000000, precision=NS]"
                                + " #t1=NCHAR:3i64 #t2=NCHAR:4f64 #t3=NCHAR:\"t3\" c1=BIGINT:3 c3=NCHAR:passit c2=BOOL:false"
                                + " c4=DOUBLE:4.0");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "1 | DOUBLE:1.0",
                "-1.50 | DOUBLE:-1.5",
                "+.5 | DOUBLE:0.5",
                "5. | DOUBLE:5.0",
                "-0 | DOUBLE:-0.0",
                "0.1 | DOUBLE:0.1",
                "1e3 | DOUBLE:1000.0",
                "1.7976931348623157E308 | DOUBLE:1.7976931348623157E308",
                "4.9e-324 | DOUBLE:4.9E-324",
                "123456789012345678901234567890 | DOUBLE:1.2345678901234568E29",
                "9007199254740993 | DOUBLE:9.007199254740992E15",
                "0.000000000000000000000000000000001 | DOUBLE:1.0E-33",
                "2.5f32 | FLOAT:2.5",
                "0.1F32 | FLOAT:0.1",
                "2.5f64 | DOUBLE:2.5",
                "-128i8 | TINYINT:-128",
                "32767I16 | SMALLINT:32767",
                "-2147483648i32 | INT:-2147483648",
                "9223372036854775807i64 | BIGINT:9223372036854775807",
                "-9223372036854775808i | BIGINT:-9223372036854775808",
                "255u8 | TINYINT_UNSIGNED:255",
                "65535u16 | SMALLINT_UNSIGNED:65535",
                "4294967295u32 | INT_UNSIGNED:4294967295",
                "18446744073709551615u64 | BIGINT_UNSIGNED:18446744073709551615",
                "18446744073709551615u | BIGINT_UNSIGNED:18446744073709551615",
                "12.0i8 | TINYINT:12",
                "1e3i64 | BIGINT:1000",
                "t | BOOL:true",
                "TRUE | BOOL:true",
                "F | BOOL:false",
                "False | BOOL:false",
                "\"\" | VARCHAR:",
                "\"a b,c=d\" | VARCHAR:a b,c=d",
                "\"say \\\"hi\\\" \\\\ \\n\" | VARCHAR:say \"hi\" \\ \\n",
                "L\"度 é\" | NCHAR:度 é",
                "l\"x\" | NCHAR:x",
                "B\"\\x00ff\" | VARBINARY:[0, -1]",
                "b\"AB\" | VARBINARY:[65, 66]"
            })
    void readsEveryTypeOfValue(String value, String expected) {
        assertThat(TextRows.line("m,t=a v=" + value + " 1").fields()).isEqualTo("#t=NCHAR:a v=" + expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "128i8 | range of TINYINT",
                "-1u8 | range of TINYINT UNSIGNED",
                "32768i16 | range of SMALLINT",
                "2147483648i32 | range of INT",
                "9223372036854775808i64 | range of BIGINT",
                "18446744073709551616u64 | range of BIGINT UNSIGNED",
                "1e400 | range of DOUBLE",
                "1e39f32 | range of FLOAT",
                "1e999999999i64 | range of BIGINT",
                "1.5i32 | with a fraction",
                "1i7 | expected a number",
                "1f | expected a number",
                "1x | expected a number",
                "1i6400000000000064 | expected a number",
                ". | expected a number",
                "- | expected a number",
                "1-2 | expected a number",
                "0x10 | expected a number",
                "nan | expected a number",
                "trux | expected a number",
                "tru | expected a number",
                "abc | expected a number",
                "\"abc | closing quote",
                "\"abc\"d | expected a number",
                "L | expected a number",
                "b\"\\x0\" | hexadecimal",
                "G\"POINT(1 1)\" | GEOMETRY"
            })
    void refusesWhatIsNoValue(String value, String reason) {
        TextRows text = TextRows.line("m,t=a v=" + value + " 1");

        assertThat(text.rows).isEmpty();
        assertThat(text.reasons()).singleElement().asString().contains("line 1, column ", reason);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "m v=1 1 |  #_tag_null=NCHAR:null v=DOUBLE:1.0",
                "m,t=a\\ b v=1 1 |  #t=NCHAR:a b v=DOUBLE:1.0",
                "m,t=a\\,b\\=c v=1 1 |  #t=NCHAR:a,b=c v=DOUBLE:1.0",
                "m,t\\ 1=a v\\,w=1 1 |  #t 1=NCHAR:a v,w=DOUBLE:1.0",
                "m,t=a\\\\ v=1 1 |  #t=NCHAR:a\\ v=DOUBLE:1.0",
                "m,t=a\\nb v=1 1 |  #t=NCHAR:a\\nb v=DOUBLE:1.0",
                "m,t=\"x\" v=1 1 |  #t=NCHAR:\"x\" v=DOUBLE:1.0",
                "m,城市=上海 温度=1.5,b=L\"é\" 1 |  #城市=NCHAR:上海 温度=DOUBLE:1.5 b=NCHAR:é",
                "m,T=a,t=b V=1,v=2 1 |  #T=NCHAR:a #t=NCHAR:b V=DOUBLE:1.0 v=DOUBLE:2.0",
                "m,t=a, v=1, 1 |  #t=NCHAR:a v=DOUBLE:1.0",
                "m,t=a   v=1   1   |  #t=NCHAR:a v=DOUBLE:1.0",
                "   m,t=a v=1 1 |  #t=NCHAR:a v=DOUBLE:1.0"
            })
    void readsNamesTagsAndEscapes(String line, String expected) {
        assertThat(TextRows.line(line).fields()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                ",t=a v=1 1 | column 1: expected a measurement",
                "m | column 2: expected fields",
                "m,t=a | column 6: expected fields",
                "m,t v=1 1 | column 3: expected tag=value",
                "m,t= v=1 1 | column 5: expected the value of a tag",
                "m,t=a=b v=1 1 | column 5: expected the value of a tag",
                "m,=a v=1 1 | line 1: Expected the name of a column, found empty text",
                "m,t=a v 1 | column 7: expected name=value",
                "m,t=a v= 1 | column 9: expected a number",
                "m,t=a v= | column 9: expected the value of field v",
                "m,t=a =1 1 | column 7: expected name=value",
                "m,t=a v=1 soon | column 11: expected the time",
                "m,t=a v=1 99999999999999999999 | column 11: expected the time",
                "m,t=a v=1 5 x | column 13: expected the end of the line",
                "m,t=a,t=b v=1 1 | found t twice",
                "m,t=a v=1,v=2 1 | found v twice",
                "m,t=a t=1 1 | found t twice",
                "m,t=a _ts=1 1 | found _ts twice",
                "m,t=a v`x=1 1 | backticks"
            })
    void saysWhereALineIsBroken(String line, String reason) {
        TextRows text = TextRows.line(line);

        assertThat(text.rows).isEmpty();
        assertThat(text.reasons()).singleElement().asString().contains(reason);
    }

    @Test
    void replacesDotsInTheMeasurementAndKeepsItsOtherCharacters() {
        assertThat(TextRows.line("a.b\\ c\\,d,t=1 v=1 1").rows.get(0).shape.stable)
                .isEqualTo("a_b c,d");
    }

    @Test
    void sortsTagsByNameForTheNameOfTheSubtable() {
        String name = TextRows.line("m,a=1,B=2,c=3 v=1 1").rows.get(0).table;

        assertThat(TextRows.line("m,c=3,B=2,a=1 v=1 1").rows.get(0).table).isEqualTo(name);
        assertThat(TextRows.line("m,c=3,B=2,a=2 v=1 1").rows.get(0).table).isNotEqualTo(name);
    }

    @Test
    void readsSeveralLinesEmptyOnesAndComments() {
        TextRows text = TextRows.line("# a comment\r\nm,t=a v=1 1\r\n\r\n  \nm,t=b v=\"two\nlines\" 2\nm,t=a v=3\r\n");

        assertThat(text.bad).isEmpty();
        assertThat(text.rows).extracting(row -> row.value(2)).containsExactly(1.0, "two\nlines", 3.0);
    }

    @Test
    void writesTheGoodLinesAndNamesTheBrokenOnes() {
        TextRows text = TextRows.line("m,t=a v=1 1\nm,t=a v=\"open 2\nm,t=a v=3 3\n\nbroken line\nm,t=a v=5 5");

        assertThat(text.rows).extracting(row -> row.value(2)).containsExactly(1.0, 3.0, 5.0);
        assertThat(text.reasons())
                .singleElement()
                .asString()
                .contains(
                        "The other 3 rows are written",
                        "line 2, column 9: expected a closing quote",
                        "line 5, column 8");
    }

    @Test
    void limitsHowManyReasonsItTells() {
        TextRows text = TextRows.line("broken\n".repeat(100));

        assertThat(text.reasons())
                .singleElement()
                .asString()
                .contains("line 5", "and 95 more")
                .doesNotContain("line 6,");
    }

    @Test
    void takesTheTimeOfTheRecordWhereTheLineHasNone() {
        for (String time : List.of("", " ", " 0")) {
            assertThat(TextRows.line("m,t=a v=1" + time).rows.get(0).value(0))
                    .hasToString("Timestamp[value=" + Records.TS + ", precision=MS]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, 1626006833639000123, 'value=1626006833639000123, precision=NS'",
        "NS, 1626006833639000123, 'value=1626006833639000123, precision=NS'",
        "US, 1626006833639001, 'value=1626006833639001, precision=US'",
        "MS, 1626006833639, 'value=1626006833639, precision=MS'",
        "S, 1626006833, 'value=1626006833000, precision=MS'"
    })
    void keepsEveryDigitOfTheTimeInTheConfiguredPrecision(TextPrecision precision, String time, String expected) {
        TextRows text = TextRows.of(ValueFormat.LINE, precision, "m,t=a v=1 " + time);

        assertThat(text.rows.get(0).value(0)).hasToString("Timestamp[" + expected + "]");
    }

    @Test
    void pointsWithTheSameFieldsShareTheirShape() {
        TextRows text = TextRows.line("m,t=a v=1,w=2i 1\nm,t=b v=3,w=4i 2\nm,t=a v=5 3\nm,t=a v=6i,w=7i 4");

        assertThat(text.rows.get(1).shape).isSameAs(text.rows.get(0).shape);
        assertThat(text.rows.get(2).shape).isNotSameAs(text.rows.get(0).shape);
        assertThat(text.rows.get(3).shape.type(2)).isEqualTo(io.tdconnect.tdengine.ColumnType.BIGINT);
    }
}
