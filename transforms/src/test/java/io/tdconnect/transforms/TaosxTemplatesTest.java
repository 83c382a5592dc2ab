// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parser documents in which a message names columns and types, and what they do with values that do not fit. */
class TaosxTemplatesTest {
    private static final String PIVOT =
            "{'parse':{'payload':{'json':''}},'model':{'name':'t','using':'s','columns':['ts','${name}'],'tags':['id']}}";
    private static final String TYPED =
            "{'parse':{'payload':{'json':''}},'mutate':[{'map':{'${name}':{'cast':'value','as':'${type}'}}}],"
                    + "'model':{'name':'t','using':'s','columns':['ts','${name}'],'tags':[]}}";

    @Test
    void eachMessageNamesItsColumn() {
        TaosxParser.Value<SinkRecord> parser = parser(PIVOT);

        assertThat(row(parser, "'name':'temp','value':21.5")).isEqualTo("{ts=1702937520000, temp=21.5, id=7}");
        assertThat(row(parser, "'name':'state','value':'on'")).isEqualTo("{ts=1702937520000, state=on, id=7}");
        assertThat(row(parser, "'name':'temp','value':null")).isEqualTo("{ts=1702937520000, temp=null, id=7}");
        assertThat(row(parser(PIVOT, "schema", "map"), "'name':'temp','value':21.5"))
                .isEqualTo("{ts=2023-12-18T22:12:00.000Z, temp=21.5, id=7}");
    }

    @Test
    void eachMessageNamesTheTypeOfItsColumn() {
        TaosxParser.Value<SinkRecord> parser = parser(TYPED);

        SinkRecord whole = parser.apply(message("'name':'n','value':'21','type':'INT'"));
        assertThat(((Struct) whole.value()).schema().field("n").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
        SinkRecord real = parser.apply(message("'name':'n','value':'21','type':'DOUBLE'"));
        assertThat(((Struct) real.value()).schema().field("n").schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'value':1|expected a value for ${name}, found none",
                "'name':'','value':1|Expected the name of a column of 1 to 64 characters in the message, found text of 0",
                "'name':'ts','value':1|Expected the name of a column that no other column and no tag has",
                "'name':'id','value':1|Expected the name of a column that no other column and no tag has"
            },
            quoteCharacter = '"')
    void messagesWithoutAUsableNameAreRefused(String fields, String problem) {
        assertThatThrownBy(() -> parser(PIVOT).apply(message(fields)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void namesAndTypesAreLimited() {
        TaosxParser.Value<SinkRecord> parser = parser(PIVOT);
        for (int i = 0; i < 1_000; i++) {
            parser.apply(message("'name':'n" + i + "','value':1"));
        }

        assertThat(row(parser, "'name':'n5','value':1")).contains("n5=1");
        assertThatThrownBy(() -> parser.apply(message("'name':'one more','value':1")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at most 1000 different names of columns");
        assertThatThrownBy(() -> parser(TYPED).apply(message("'name':'n','value':1,'type':'s3cret'")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected the name of a type in the message")
                .hasMessageNotContaining("s3cret");
        TaosxParser.Value<SinkRecord> typed = parser(TYPED);
        for (int i = 1; i <= 100; i++) {
            typed.apply(message("'name':'n','value':'1','type':'NCHAR(" + i + ")'"));
        }
        assertThatThrownBy(() -> typed.apply(message("'name':'n','value':'1','type':'NCHAR(101)'")))
                .hasMessageContaining("at most 100 types");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'columns':['${a}','ts']|expected columns, the first of them the primary timestamp",
                "'columns':['ts','${a}','${b}']|expected one column with a template as its name, found a second at /model/columns/2",
                "'columns':['ts','${a']|expected a closing brace for the ${ at position 0 at /model/columns/1",
                "'columns':['ts','v'],'tags':['${a}']|expected the name of a field, found the template ${a}, which only a column may have at /model/tags/0"
            },
            quoteCharacter = '"')
    void otherTemplatesAreRefusedByValidate(String columns, String problem) {
        assertThatThrownBy(() ->
                        parser("{'parse':{'payload':{'json':''}},'model':{'name':'t','using':'s'," + columns + "}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aTemplateNeedsAValue() {
        assertThatThrownBy(() -> parser("{'parse':{'payload':{'json':['ts','name']}},"
                        + "'model':{'name':'t','using':'s','columns':['ts','${name}']}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "expected a field value with the value of the column ${name}, or a rule in mutate.map");
    }

    @Test
    void valuesThatAreNotInAConversionAreRefused() {
        TaosxParser.Value<SinkRecord> parser = parser("{'parse':{'payload':{'json':''}},"
                + "'mutate':[{'extract':{'value':{'convert':{'a':1}}}}],"
                + "'model':{'name':'t','using':'s','columns':['ts','value']}}");

        assertThat(row(parser, "'value':'a'")).isEqualTo("{ts=1702937520000, value=1}");
        assertThatThrownBy(() -> parser.apply(message("'value':'s3cret'")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected one of 1 values, found another")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void textThatDoesNotMatchIsRefusedWithoutItsContent() {
        TaosxParser.Value<SinkRecord> parser = parser("{'parse':{'payload':{'regex':'^(?<ts>[^ ]+) (?<v>[0-9]+)$'}},"
                + "'mutate':[{'map':{'ts':{'cast':'ts','as':'TIMESTAMP(ms)'}}}],"
                + "'model':{'name':'t','using':'s','columns':['ts','v']}}");

        assertThat(Records.text(
                        parser.apply(Records.of("2023-12-18T22:12:00Z 5")).value()))
                .isEqualTo("{ts=1702937520000, v=5}");
        assertThatThrownBy(() -> parser.apply(Records.of("s3cret")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "/parse/payload/regex: expected a message that matches it, found one of 6 characters that does"
                                + " not");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'payload':{'regex':'(a)'}}|expected at least one named group",
                "{'payload':{'regex':'(?<a>x)'},'key':{'regex':'(?<b>x)'}}|expected JSON or regex in one part of the message, found a second",
                "{'key':{'json':''},'payload':{'regex':'(?<a>x)'}}|expected JSON or regex in one part of the message, found a second",
                "{'payload':{'regex':'(?<a>x)','as':'INT'}}|unknown key at /parse/payload/as"
            },
            quoteCharacter = '"')
    void otherExpressionsAreRefusedByValidate(String parse, String problem) {
        assertThatThrownBy(() -> parser("{'parse':" + parse + ",'model':{'name':'t','using':'s','columns':['ts']}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aValueThatDoesNotFitIsNullIfWanted() {
        String document =
                "{'parse':{'payload':{'json':[{'name':'ts'},{'name':'v','cast':'INT'},{'name':'o','cast':'INT'}]},"
                        + "'key':{'as':'INT','alias':'k'}},'mutate':[{'map':{'d':{'cast':'v','as':'DOUBLE'},'w':{'value':'x','as':'INT'}}}],"
                        + "'model':{'name':'t','using':'s','columns':['ts','v','o','k','d','w']}}";

        assertThat(row(parser(document, "on.mismatch", "null"), "'v':'22x','o':{'in':1}"))
                .isEqualTo("{ts=1702937520000, v=null, o=null, k=null, d=null, w=null}");
        assertThatThrownBy(() -> parser(document).apply(message("'v':'22x','o':1")))
                .isInstanceOf(DataException.class);
        assertThat(Records.parsed(
                        "{\"v\":\"22x\",\"o\":[1],\"w\":3}", "fields", "v:INT,o:INT,w:INT", "on.mismatch", "null"))
                .isEqualTo("{v=null, o=null, w=3}");
    }

    @Test
    void columnsOfTablesAreNullIfWantedButNeverTheirTime() {
        SinkRecord parsed = Records.parse().apply(Records.of("{\"ts\":\"soon\",\"v\":\"22x\",\"w\":3}"));

        assertThat(Records.text(Records.mapToTable("columns", "v:INT,w:INT", "on.mismatch", "null")
                        .apply(parsed)
                        .value()))
                .isEqualTo("{v=null, w=3}");
        assertThatThrownBy(() -> Records.mapToTable(
                                "columns", "v:INT,w:INT", "timestamp.field", "ts", "on.mismatch", "null")
                        .apply(parsed))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field ts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d4,5,\"a,b\"|[d4, 5, a,b]",
                "\"say \"\"hi\"\"\",,|[say \"hi\", , ]",
                "one|[one, null, null]",
                "a,b,c,d|refused",
                "a,\"b|refused",
                "a\\nb|refused"
            },
            quoteCharacter = '~')
    void linesOfCsvAreSplit(String line, String pieces) {
        Split.Value<SinkRecord> split = new Split.Value<>();
        split.configure(Records.map("field", "l", "delimiter", ",", "count", "3", "quote", "\""));
        SinkRecord row = Records.of(null, Map.of("l", line.replace("\\n", "\n")));

        if (pieces.equals("refused")) {
            assertThatThrownBy(() -> split.apply(row))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Field l: expected");
            return;
        }
        Map<?, ?> fields = (Map<?, ?>) split.apply(row).value();
        assertThat("[" + fields.get("l_0") + ", " + fields.get("l_1") + ", " + fields.get("l_2") + "]")
                .isEqualTo(pieces);
    }

    @Test
    void aQuoteIsOneCharacterOtherThanTheDelimiter() {
        assertThatThrownBy(() -> new Split.Value<SinkRecord>()
                        .configure(Records.map("field", "l", "delimiter", ",", "count", "3", "quote", "''")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("quote");
        assertThatThrownBy(() -> new Split.Value<SinkRecord>()
                        .configure(Records.map("field", "l", "delimiter", "'", "count", "3", "quote", "'")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected another character than in delimiter");
    }

    private static TaosxParser.Value<SinkRecord> parser(String document, String... more) {
        TaosxParser.Value<SinkRecord> transform = new TaosxParser.Value<>();
        Map<String, String> options = Records.map(more);
        options.put("parser", document.replace('\'', '"'));
        transform.configure(options);
        return transform;
    }

    private static SinkRecord message(String fields) {
        return Records.of(("{'ts':'2023-12-18T22:12:00Z','id':7," + fields + "}").replace('\'', '"'));
    }

    private static String row(TaosxParser.Value<SinkRecord> parser, String fields) {
        return Records.text(parser.apply(message(fields)).value());
    }
}
