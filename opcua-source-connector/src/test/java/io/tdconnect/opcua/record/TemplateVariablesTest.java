// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.tdconnect.opcua.OpcuaSourceConnector;
import io.tdconnect.opcua.layout.TagColumn;
import io.tdconnect.opcua.node.NodeInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables in templates of names and tags, and their values. */
class TemplateVariablesTest {
    @Test
    void aListOfTaosxHasSeveralTags() {
        Rows rows = Rows.of(
                Map.of(
                        "nodes",
                        "ns=6;s=Device/Type/TagName",
                        "tags",
                        "VARCHAR(1024)::name::{id#/.};VARCHAR(1024)::browse::{BrowseName}; INT::version::1;"),
                Map.of("ns=6;s=Device/Type/TagName", new NodeInfo(null, Map.of(), Map.of("BrowseName", "Tag"))));

        assertThat(Rows.fields(rows.only(1.5f)))
                .contains(entry("name", "Device.Type.TagName"), entry("browse", "Tag"), entry("version", 1));
        assertThat(Rows.headers(rows.only(1.5f))).containsEntry("td.tags", "name,browse,version");
    }

    @Test
    void valuesOfTagsMayHaveCommasAndSemicolons() {
        assertThat(TagColumn.list(List.of("DECIMAL(10", "2)::price::1.50", "VARCHAR(20)::a::x", "y;z")))
                .extracting(TagColumn::name, tag -> tag.value().toString())
                .containsExactly(tuple("price", "1.50"), tuple("a", "x,y;z"));
    }

    @ParameterizedTest
    @CsvSource({
        "{id.}, A.B.C, A.B",
        "{id/}, Device/Type/TagName, Device/Type",
        "{id_}, a_b_c, a_b",
        "{id..}, A.B.C.D, A.B",
        "{..id.}, A.B.C, B",
        "{..id.}, Foo.Bar, Foo",
        "{id/#/.}, Device/Type/TagName, Device.Type",
        "{id_#_.}, Device_Type_TagName, Device.Type",
        "{id.:none}, Plain, none",
        "{id.}, Plain,",
        "{id..}, A.B,",
        "{..id.}, A,",
    })
    void partsOfIdentifiersAreThoseOfTaosx(String template, String id, String expected) {
        Rows rows = Rows.of(Map.of("nodes", "ns=6;s=" + id, "tags", "VARCHAR(64)::part::" + template), Map.of());

        assertThat(Rows.fields(rows.only(1))).containsEntry("part", expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tags | VARCHAR(64)::own::{Eigenes} | found {Eigenes}",
                "tags | VARCHAR(64)::own::{BrowseNam:x} | found {BrowseNam}; did you mean BrowseName?",
                "tags | VARCHAR(64)::own::{DisplyName#-_} | did you mean DisplayName?",
                "tags | VARCHAR(64)::a::1;INT::a::2 | expected different names of tags, found a twice",
                "tags | VARCHAR(64)::a::1;INTEGERS::b::2 | expected a type such as",
                "stable | opc_{typ} | did you mean type?",
                "table | t_{nsid} | found {nsid}",
                "kafka.topic | opc-{stabel} | did you mean stable?",
            })
    void unknownVariablesAreRefused(String option, String value, String message) {
        assertThat(problems(Map.of("nodes", "ns=2;i=2::A", option, value)))
                .containsOnlyKeys(option)
                .extractingByKey(option)
                .asString()
                .contains(message);
    }

    @Test
    void knownVariablesAreAccepted() {
        assertThat(problems(Map.of(
                        "nodes", "ns=2;i=2::A",
                        "stable", "{type}_{ns}_{node#=_}",
                        "table", "{code:}_{name}_{Path#/_}",
                        "kafka.topic", "{stable}-{table}-{id}",
                        "tags", "INT::a::{Description:0}")))
                .isEmpty();
        assertThat(problems(Map.of(
                        "points.file", "point_id,stable,tbname,tag::INT::line\ni=1,s,t,4\n", "kafka.topic", "l{line}")))
                .isEmpty();
    }

    @Test
    void variablesOfEventsAreTheirs() {
        assertThat(problems(Map.of("mode", "events", "events.tags", "VARCHAR(9)::a::{Messag}")))
                .extractingByKey("events.tags")
                .asString()
                .contains("found {Messag}; did you mean Message?");
        assertThat(problems(Map.of("mode", "events", "events.table", "e_{SourceName:x}_{EventType}_{notifier}")))
                .isEmpty();
    }

    private static Map<String, String> problems(Map<String, String> options) {
        Map<String, String> config = new HashMap<>(
                Map.of("name", "opc", "endpoint.url", "opc.tcp://127.0.0.1:4840", "validate.connection", "false"));
        config.putAll(options);
        Map<String, String> problems = new HashMap<>();
        for (ConfigValue value : new OpcuaSourceConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), String.join("; ", value.errorMessages()));
            }
        }
        return problems;
    }
}
