// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.transforms.TaosxParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaosxDocumentTest {
    private static final String MODEL = "'name':'t','using':'s','columns':['ts','a']";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'model':{M},'modle':{}}                                        | unknown key at /modle; expected one of global, model, mutate, parse; did you mean model?
            {'parser':{'model':{M}},'inputs':[]}                            | unknown key at /inputs; expected one of format, input, parser; did you mean input?
            {'model':{'name':'t','using':'s','columns':['ts','${a','b']}}   | expected a closing brace for the ${ at position 0 at /model/columns/1
            {'model':{'name':'t','using':'s','columns':['ts','a'],'tags':['{b}']}} | at /model/tags/0
            {'parse':{'payload':{'json':['ts','temperature']}},'model':{'name':'t','using':'s','columns':['ts','temprature']}} | did you mean temperature? at /model/columns/1
            {'model':{'name':'t_${a.replace(}','using':'s','columns':['ts']}} | at /model/name
            {'model':{'name':'t_${a.lenght()}','using':'s','columns':['ts']}} | at /model/name
            {'model':{'name':'t','using':'${a + }','columns':['ts']}}       | at /model/using
            {}                                                              | expected the key model, found none at the top
            {'model':[]}                                                    | expected at least one model, found none at /model
            {'model':{'name':'t','using':'s'}}                              | expected the key columns, found none at /model
            {'model':[{'name':'t','using':'s','columns':[]}]}               | at /model/0/columns
            {'model':{M,'tag':[]}}                                          | unknown key at /model/tag
            {'model':{'name':'t{','using':'s','columns':['ts']}}            | at /model/name
            {'model':{'name':'t','using':5,'columns':['ts']}}               | expected text, found a scalar at /model/using
            {'model':{'name':'t','using':'s','columns':['ts','a'],'tags':['a']}} | at /model
            {'model':{'name':'t','using':'s','columns':['ts','ts']}}        | at /model/columns/1
            {'parse':{'payload':{'json':['ts','b']}},'model':{M}}           | unknown field a, expected one of ts, b at /model/columns/1
            {'parse':{'payload':{'json':['ts','a']}},'model':{'name':'t{x}','using':'s','columns':['ts']}} | unknown variable {x}, expected one of ts, a at /model/name
            {'parse':{'message':{'json':''}},'model':{M}}                   | unknown key at /parse/message
            {'parse':{'payload':{'csv':''}},'model':{M}}                    | unknown key at /parse/payload/csv
            {'parse':{'payload':{'json':['a::inta']}},'model':{M}}          | at /parse/payload/json/0
            {'parse':{'payload':{'json':['a','a']}},'model':{M}}            | at /parse/payload/json
            {'parse':{'payload':{'json':[{'name':'a'},{'name':'b','alias':'a'}]}},'model':{M}} | two fields called a; give one another name with as at /parse/payload/json
            {'parse':{'payload':{'json':''},'key':{'json':''}},'model':{M}} | at /parse/key/json
            {'parse':{'ts':{'as':'int','with':'%F'}},'model':{M}}           | at /parse/ts/as
            {'parse':{'value':{'as':'timestamp','with':'%Q'}},'model':{M}}  | found %Q at position 0 at /parse/value/with
            {'parse':{},'model':{M}}                                        | at /parse
            {'mutate':[{'udf':''}],'model':{M}}                             | unknown key at /mutate/0/udf
            {'mutate':[{'filter':['a >']}],'model':{M}}                     | at /mutate/0/filter/0
            {'mutate':[{'map':{'x':{'nope':1}}}],'model':{M}}               | at /mutate/0/map
            {'mutate':[{'extract':{'x':{'regex':'(a)'}}}],'model':{M}}      | at /mutate/0/extract/x
            {'mutate':[{'extract':{'x':{'split':'-'}}}],'model':{M}}        | at /mutate/0/extract/x
            {'global':{'archiv':1},'model':{M}}                             | unknown key at /global/archiv
            """)
    void refusesWhatItDoesNotKnowWithThePlace(String document, String message) {
        String json = document.replace("{M}", "{" + MODEL + "}")
                .replace("{M,", "{" + MODEL + ",")
                .replace('\'', '"');

        assertThatThrownBy(() -> configure(json))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("parser")
                .hasMessageContaining(message);
    }

    @Test
    void refusesFileThatIsNotThere() {
        assertThatThrownBy(() -> configure("@/no/such/parser.json"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("parser: expected a file that every Connect worker can read, found no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AbCdEf0123456789secretToken",
                "{\"password\": \"hunter2\"}",
                "{\"hunter2\": 1}",
                "{\"model\": {\"name\": \"hunter2{\"}}",
                "{\n\"model\": hunter2",
                "{\"model\": {\"name\": \"t\", \"using\": \"s\", \"columns\": [\"hunter2,\"]}}",
                "{\"mutate\": [{\"filter\": \"hunter2 >\"}], \"model\": {}}",
                "{\"mutate\": [{\"map\": {\"hunter2\": {\"as\": \"hunter2\"}}}], \"model\": {}}",
                "{\"a\": 1, \"hunter2\": 1, \"hunter2\": 2}"
            })
    void messagesAboutFilesQuoteNothingOfThem(String content, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), content);

        assertThatThrownBy(() -> configure("@" + file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected a parser document of taosX in the file, found a fault")
                .satisfies(e -> {
                    StringWriter all = new StringWriter();
                    e.printStackTrace(new PrintWriter(all));
                    assertThat(all.toString())
                            .doesNotContain("hunter2")
                            .doesNotContain("AbCd")
                            .doesNotContain("password");
                });
    }

    @Test
    void messagesAboutFilesTellTheLine(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "{\n  \"model\": {},\n  \"modle\": {}\n}");

        assertThatThrownBy(() -> configure("@" + file)).hasMessageContaining("at line 3, column 12");
    }

    @Test
    void messagesAboutTextThatIsNoJsonQuoteNothing() {
        assertThatThrownBy(() -> configure("{\"model\": secretToken1}"))
                .hasMessageContaining("found a fault at line 1, column")
                .hasMessageNotContaining("secretToken1");
    }

    private static void configure(String document) {
        new TaosxParser.Value<SinkRecord>().configure(Map.of("parser", document));
    }
}
