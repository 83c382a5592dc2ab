// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaosxDocumentTest {
    private static final String MODEL = "'name':'t','using':'s','columns':['ts','a']";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'model':{M},'modle':{}}                                        | unknown key at /modle; expected one of global, model, mutate, parse
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

    private static void configure(String document) {
        new TaosxParser.Value<SinkRecord>().configure(Map.of("parser", document));
    }
}
