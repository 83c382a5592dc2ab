// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defaults, time patterns and the JSON form of field lists, in ParseJson and MapToTable. */
class FieldSyntaxTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a:INT default 5                     | {"b":1}          | {a=5}
            a:INT default 5                     | {"a":null}       | {a=5}
            a:INT default 5                     | {"a":7}          | {a=7}
            a default -1.5                      | {}               | {a=-1.5}
            a as x default 'it''s, so', b       | {"b":1}          | {x=it's, so, b=1}
            a default true, *                   | {"c":1}          | {a=true, c=1}
            a.b:DOUBLE default 1                | {"a":{"c":2}}    | {a_b=1.0}
            """)
    void defaultsStandInForMissingFieldsAndNulls(String fields, String payload, String row) {
        assertThat(Records.parsed(payload, "fields", fields)).isEqualTo(row);
        assertThat(Records.parsed(payload, "fields", fields, "missing.field", "fail"))
                .isEqualTo(row);
    }

    @Test
    void defaultsStandInForMissingColumns() {
        for (String schema : new String[] {"struct", "map"}) {
            Object row = Records.mapToTable("columns", "a:INT, b:INT default 9, c default 'x'", "missing.field", "fail")
                    .apply(Records.parse("schema", schema).apply(Records.of("{\"a\":1,\"c\":null}")))
                    .value();

            assertThat(Records.text(row)).isEqualTo("{a=1, b=9, c=x}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            t:TIMESTAMP(ms, 'dd.MM.yyyy HH:mm', zone 'Asia/Shanghai') | "15.11.2023 06:13"                    | 1699999980000
            t:TIMESTAMP('dd/MMM/yyyy:HH:mm:ss xx')                    | "14/Nov/2023:22:13:20 +0000"          | 1700000000000
            t:TIMESTAMP(ns, 'yyyy-MM-dd HH:mm:ss.n', zone 'UTC')      | "2023-11-14 22:13:20.7"               | 1700000000000000007
            t:TIMESTAMP('yyyyMMddHHmmss', zone 'UTC')                 | 20231114221320                        | 1700000000000
            t:TIMESTAMP('hh:mm a, d MMMM yyyy', zone 'UTC')           | "10:13 PM, 14 November 2023"          | 1699999980000
            t:TIMESTAMP('yyyy-MM-dd', zone 'Europe/Berlin')           | "2023-11-14"                          | 1699916400000
            t:TIMESTAMP(zone 'Asia/Shanghai')                         | "2023-11-15 06:13:20.123456"          | 1700000000123456
            t:TIMESTAMP(zone 'Asia/Shanghai')                         | "2023-11-14T22:13:20Z"                | 1700000000000
            t:TIMESTAMP(us, zone 'UTC')                               | "2023-11-14T22:13:20.123456789"       | 1700000000123456
            t:TIMESTAMP(us, zone 'UTC')                               | 1700000000123456                      | 1700000000123456
            t:TIMESTAMP('yyyy''T''MM-dd H', zone 'UTC')               | "2023T11-14 22"                       | 1699999200000
            """)
    void readsTimesAsTheyAreWritten(String fields, String time, String timestamp) {
        String json = Character.isDigit(time.charAt(0)) && time.matches("\\d+") ? time : '"' + time + '"';

        assertThat(Records.parsed("{\"t\":" + json + "}", "fields", fields)).isEqualTo("{t=" + timestamp + "}");
    }

    @Test
    void refusesTimesThatAreWrittenOtherwise() {
        assertThatThrownBy(() ->
                        Records.parsed("{\"t\":\"14.11.2023\"}", "fields", "t:TIMESTAMP('yyyy-MM-dd', zone 'UTC')"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field t: expected a time written as yyyy-MM-dd")
                .hasMessageContaining("position 0");
        assertThatThrownBy(() -> Records.parsed("{\"t\":\"2023-02-30T00:00:00\"}", "fields", "t:TIMESTAMP(zone 'UTC')"))
                .isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            t:TIMESTAMP('yyyy-MM-dd')                 | zone
            t:TIMESTAMP('HH:mm', zone 'UTC')          | no date
            t:TIMESTAMP('yyyy-MM-dd', zone 'Nowhere') | Nowhere
            t:TIMESTAMP('b', zone 'UTC')              | b
            t:TIMESTAMP(minutes)                      | TIMESTAMP(unit, 'pattern', zone
            a:INT default 'x'                         | default of a: expected INT
            a default                                 | default and a number
            """)
    void refusesPatternsAndDefaultsThatCannotWork(String fields, String message) {
        assertThatThrownBy(() -> Records.parse("fields", fields))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void defaultsStandInForMissingPieces() {
        Split.Value<SinkRecord> split = new Split.Value<>();
        split.configure(Records.map(
                "field", "m", "delimiter", "-", "count", "2", "fields", "m_0 default 7, m_1:INT default 5"));

        assertThat(Records.text(split.apply(Records.parse().apply(Records.of("{\"m\":\"a\"}")))
                        .value()))
                .isEqualTo("{m=a, m_0=a, m_1=5}");
        assertThat(Records.text(split.apply(Records.parse().apply(Records.of("{\"x\":1}")))
                        .value()))
                .isEqualTo("{x=1, m_0=7, m_1=5}");
    }

    @Test
    void readsListsThatAreJson() {
        String fields = "[\"id::int\", {\"name\":\"$.d.v[1]\",\"alias\":\"v\",\"cast\":\"DOUBLE\",\"default\":0},"
                + " {\"name\":\"a.b\"}, \"*\"]";

        assertThat(Records.parsed("{\"id\":\"7\",\"a.b\":1,\"d\":{\"v\":[1,2]},\"z\":true}", "fields", fields))
                .isEqualTo("{id=7, v=2.0, a.b=1, d_v_0=1, z=true}");
        assertThat(Records.text(Records.mapToTable("columns", "[\"b\", \"a::tinyint\"]", "tags", "[\"c\"]")
                        .apply(Records.parse().apply(Records.of("{\"a\":1,\"b\":2,\"c\":3}")))
                        .value()))
                .isEqualTo("{b=2, a=1, c=3}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ["id::integer"]                  | at /0
            [{"name":"a","type":"INT"}]      | unknown key at /0/type; expected one of alias, cast, default, name
            [{"alias":"a"}]                  | expected the key name, found none at /0
            [{"name":"$..a"}]                | at /0/name
            [{"name":"$.a[*]"}]              | at /0/name
            [{"name":"a","default":[]}]      | expected text, a number, true or false, found a list at /0/default
            [{"name":"a","name":"b"}]        | expected JSON with each key once, found a fault at line 1, column
            ["a"                             | expected JSON
            ["a"] 5                          | more after its end
            [5]                              | expected an object, found a scalar at /0
            """)
    void refusesOtherJsonWithItsPlace(String fields, String message) {
        assertThatThrownBy(() -> Records.parse("fields", fields))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
