// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths to several places in the options of transforms, see docs/jsonpath.md. */
class SeveralPlacesTest {
    private static final String METER =
            "{\"site\":\"n\",\"at\":\"2024-05-01T12:00:00Z\",\"points\":[{\"v\":1.5,\"q\":0},{\"v\":2.5,\"q\":4},{\"v\":3.5,\"q\":0}]}";
    private static final String PAGE =
            "{\"site\": \"n\", \"devices\": [{\"id\": 1, \"points\": [{\"ts\": 1, \"v\": 5, \"q\": 0}, {\"ts\": 2, \"v\": 9, \"q\": 4}]},"
                    + " {\"id\": 2, \"points\": [{\"ts\": 1, \"v\": 7, \"q\": 0}]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site, $.points[?(@.q == 0)].v:NCHAR(50) as volts|array|flatten|{site=n, volts=[1.5,3.5]}",
                "$.points[?(@.q == 0)].v:NCHAR(50) as volts, site|array|flatten|{volts=[1.5,3.5], site=n}",
                "site, $..v as volts|array|flatten|{site=n, volts_0=1.5, volts_1=2.5, volts_2=3.5}",
                "site, $.points[*].q as qualities|array|keep|{site=n, qualities=[0, 4, 0]}",
                "site, $.points[1:].v:DOUBLE as second|first|flatten|{site=n, second=2.5}",
                "site, $.points[-1].v as last|first|flatten|{site=n, last=3.5}",
                "site, $.points.length():INT as n|first|flatten|{site=n, n=3}",
                "site, $..missing:DOUBLE as none|first|flatten|{site=n, none=null}",
                "site, $..missing:DOUBLE as none default 7.5|first|flatten|{site=n, none=7.5}",
                "[\"site\",{\"name\":\"$.points[*].v\",\"alias\":\"volts\",\"cast\":\"NCHAR(50)\"}]|array|flatten|{site=n, volts=[1.5,2.5,3.5]}",
                "$.points[?(@.q in [4,5])].v:DOUBLE as v, *|first|keep|all"
            })
    void fieldsOfParsedMessages(String fields, String hits, String nested, String row) {
        String parsed = Records.parsed(METER, "fields", fields, "path.hits", hits, "nested", nested);

        if (row.equals("all")) {
            assertThat(parsed).startsWith("{v=2.5, site=n, at=2024-05-01T12:00:00Z, points=[");
        } else {
            assertThat(parsed).isEqualTo(row);
        }
    }

    @Test
    void eachMessageOfSeveralHasItsOwnValues() {
        SinkRecord rows = Records.parse("fields", "id, $..v:NCHAR(20) as v")
                .apply(Records.of("[{\"id\":1,\"a\":{\"v\":5}},{\"id\":2}] {\"id\":3,\"v\":[7]}"));

        assertThat((List<?>) rows.value())
                .extracting(Records::text)
                .containsExactly("{id=1, v=[5]}", "{id=2, v=null}", "{id=3, v=[[7]]}");
    }

    @Test
    void numbersAreExact() {
        assertThat(Records.parsed("{\"a\":[12345678901234567890.123456789, 1e400]}", "fields", "$.a[*]:NCHAR(90) as a"))
                .isEqualTo("{a=[12345678901234567890.123456789,1E+400]}");
    }

    @Test
    void aMissingValueIsRefusedIfWanted() {
        assertThatThrownBy(() -> Records.parsed(METER, "fields", "$..none as n", "missing.field", "fail"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected field $..none, found none");
    }

    @Test
    void anArrayDoesNotFitANumber() {
        assertThatThrownBy(() -> Records.parsed(METER, "fields", "$..v:DOUBLE as v"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field v: expected DOUBLE, found an array");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields|$.points[*].v|expected a name for the values of $.points[*].v, found none; add as and a name",
                "fields|a, $.points[?(@.q == )] as v|expected a JSONPath in the dialect of com.jayway.jsonpath, found $.points[?(@.q == )]",
                "fields|$..a..b as v|expected a JSONPath with one .. at most, found a second at position 4",
                "fields|site, $..a..b as v|found a second at position 4, in the path at position 6",
                "columns|a, $.points[?(@.q == )]:INT as v|in the path at position 3",
                "fields|$|expected a name after $, such as $.id at position 1",
                "fields|[{\"name\":\"$.points[*].v\"}]|expected a name for the values of $.points[*].v, found none; add as and a name, in JSON the key alias at /0/name"
            })
    void badPathsAreRefusedByValidate(String option, String value, String message) {
        ConfigDef definitions = option.equals("columns") ? MapToTable.CONFIG_DEF : ParseJson.CONFIG_DEF;
        assertThat(problem(definitions.validate(Records.map(option, value)), option))
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.devices[*].points[?(@.q == 0)]",
                "$..points[?(@.q == 0)]",
            })
    void explodeMakesRowsWithTheFieldsAround(String path) {
        assertThat(exploded(path, "map"))
                .containsExactly("{site=n, id=1, ts=1, v=5, q=0}", "{site=n, id=2, ts=1, v=7, q=0}");
        assertThat(exploded(path, "struct"))
                .containsExactly("{site=n, id=1, ts=1, v=5, q=0}", "{site=n, id=2, ts=1, v=7, q=0}");
    }

    @Test
    void explodeRefusesARowThatIsItsOwnElement() {
        assertThatThrownBy(() -> exploded("$[?(@.site == 'n')]", "map"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected elements inside the row by the path $[?(@.site == 'n')], found the row itself");
    }

    @Test
    void explodeMakesRowsOfScalars() {
        assertThat(exploded("$.devices[*].points[1:].v", "struct"))
                .containsExactly("{site=n, id=1, ts=2, q=4, value=9}");
    }

    @Test
    void explodeWithoutValuesMakesNoRowOrIsRefused() {
        SinkRecord parsed = Records.parse("nested", "keep").apply(Records.of(METER));

        assertThat(explode("field", "$..none[*]").apply(parsed)).isNull();
        assertThatThrownBy(() ->
                        explode("field", "$..none[*]", "missing.field", "fail").apply(parsed))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected values of the path $..none[*], found none; see missing.field");
    }

    @ParameterizedTest
    @CsvSource({"$.points[", "$.points[?(@.q == 0]", "$..a..b", "points[?(@.q == 0)]", "$..v.length()", "$"})
    void explodeRefusesOtherPathsInValidate(String path) {
        assertThat(problem(Explode.CONFIG_DEF.validate(Records.map("field", path)), "field"))
                .contains("expected ");
    }

    @Test
    void columnsOfTables() {
        for (String schema : List.of("struct", "map")) {
            SinkRecord parsed =
                    Records.parse("nested", "keep", "schema", schema).apply(Records.of(METER));

            assertThat(Records.text(Records.mapToTable("columns", "site, $.points[?(@.q == 0)].v:NCHAR(50) as volts")
                            .apply(parsed)
                            .value()))
                    .isEqualTo("{site=n, volts=[1.5,3.5]}");
            assertThat(Records.text(
                            Records.mapToTable("columns", "site, $.points[1:].v:DOUBLE as second", "path.hits", "first")
                                    .apply(parsed)
                                    .value()))
                    .isEqualTo("{site=n, second=2.5}");
        }
    }

    @Test
    void columnsNeedAType() {
        assertThat(problem(MapToTable.CONFIG_DEF.validate(Records.map("columns", "$..v as v")), "columns"))
                .contains("expected a type after the path $..v");
    }

    @Test
    void fieldsOfParserDocuments() {
        String document =
                "{\"parse\":{\"payload\":{\"json\":[\"site::nchar(8)\",{\"name\":\"at\",\"alias\":\"ts\",\"cast\":\"TIMESTAMP(ms)\"},"
                        + "{\"name\":\"$.points[?(@.q == 0)].v\",\"alias\":\"volts\",\"cast\":\"nchar(50)\"}]}},"
                        + "\"model\":{\"name\":\"t\",\"using\":\"m\",\"columns\":[\"ts\",\"volts\"],\"tags\":[\"site\"]}}";

        assertThat(taosx(document)).contains("volts=[1.5,3.5]").contains("site=n");
        assertThat(taosx(document.replace("nchar(50)", "double"), "path.hits", "first"))
                .contains("volts=1.5");
        assertThatThrownBy(() -> taosx(document.replace("== 0", "==")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("/parse/payload/json/2/name");
    }

    private static String taosx(String document, String... more) {
        TaosxParser.Value<SinkRecord> transform = new TaosxParser.Value<>();
        var options = Records.map(more);
        options.put("parser", document);
        transform.configure(options);
        return Records.text(transform.apply(Records.of(METER)).value());
    }

    private static Explode.Value<SinkRecord> explode(String... options) {
        Explode.Value<SinkRecord> transform = new Explode.Value<>();
        transform.configure(Records.map(options));
        return transform;
    }

    private static List<String> exploded(String path, String schema) {
        SinkRecord parsed = Records.parse("nested", "keep", "schema", schema).apply(Records.of(PAGE));
        Object rows = explode("field", path).apply(parsed).value();
        return (rows instanceof List<?> list ? list : List.of(rows))
                .stream().map(Records::text).toList();
    }

    private static String problem(List<ConfigValue> values, String option) {
        return values.stream()
                .filter(value -> value.name().equals(option))
                .findFirst()
                .orElseThrow()
                .errorMessages()
                .toString();
    }
}
