// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged transforms in a sink on a worker. */
class TransformsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static TdengineServer tdengine;
    private static KafkaProcess kafka;
    private static ConnectProcess worker;
    private static KafkaTopics topics;

    @BeforeAll
    static void start() {
        tdengine = TdengineServer.start();
        kafka = KafkaProcess.start();
        worker = ConnectProcess.start(
                kafka.bootstrapServers(), List.of(Plugins.unpack().directory()));
        topics = kafka.topics();
    }

    @AfterAll
    static void stop() {
        topics.close();
        worker.close();
        kafka.close();
        tdengine.close();
    }

    @Test
    void everyStepOfAChainDoesItsPart() {
        String database = startSink(
                "chain",
                Map.ofEntries(
                        Map.entry("transforms", "parse,split,extract,compute,filter,map,rename,site"),
                        Map.entry("transforms.parse.type", "io.tdconnect.transforms.ParseJson$Value"),
                        Map.entry("transforms.split.type", "io.tdconnect.transforms.Split$Value"),
                        Map.entry("transforms.split.field", "place"),
                        Map.entry("transforms.split.delimiter", "-"),
                        Map.entry("transforms.split.count", "2"),
                        Map.entry("transforms.extract.type", "io.tdconnect.transforms.Extract$Value"),
                        Map.entry("transforms.extract.field", "voltage"),
                        Map.entry("transforms.extract.regex", "(?<volts>[0-9]+)V"),
                        Map.entry("transforms.extract.fields", "volts:INT"),
                        Map.entry("transforms.compute.type", "io.tdconnect.transforms.Compute$Value"),
                        Map.entry("transforms.compute.set", "power:DOUBLE = volts * current"),
                        Map.entry("transforms.filter.type", "io.tdconnect.transforms.Filter$Value"),
                        Map.entry("transforms.filter.condition", "volts > 200"),
                        Map.entry("transforms.map.type", "io.tdconnect.transforms.MapToTable$Value"),
                        Map.entry("transforms.map.stable", "meters"),
                        Map.entry("transforms.map.table", "d{id}"),
                        Map.entry("transforms.map.timestamp.field", "ts"),
                        Map.entry("transforms.map.columns", "ts, volts, power"),
                        Map.entry("transforms.map.tags", "place_1 as room"),
                        Map.entry("transforms.rename.type", "io.tdconnect.transforms.RenameTable"),
                        Map.entry("transforms.rename.rename", "rename-child-table:prefix:a_"),
                        Map.entry("transforms.site.type", "io.tdconnect.transforms.AddTag"),
                        Map.entry("transforms.site.tags", "site=north")));

        topics.produce("chain", null, message(1, "221V"));
        topics.produce("chain", null, message(2, "110V"));
        topics.produce("chain", null, message(3, "230V"));

        awaitRows(database, 2);
        assertThat(tdengine.query(
                        "SELECT tbname, volts, power, room, site FROM " + database + ".meters ORDER BY volts"))
                .containsExactly(
                        List.of("a_d1", 221, 442.0, "cellar", "north"), List.of("a_d3", 230, 460.0, "cellar", "north"));
    }

    @Test
    void aPredicateOfKafkaDecidesWhichRecordsAreFiltered() {
        String database = startSink(
                "predicate",
                Map.ofEntries(
                        Map.entry("transforms", "parse,filter"),
                        Map.entry("transforms.parse.type", "io.tdconnect.transforms.ParseJson$Value"),
                        Map.entry("transforms.filter.type", "io.tdconnect.transforms.Filter$Value"),
                        Map.entry("transforms.filter.condition", "false"),
                        Map.entry("transforms.filter.predicate", "elsewhere"),
                        Map.entry("predicates", "elsewhere"),
                        Map.entry(
                                "predicates.elsewhere.type",
                                "org.apache.kafka.connect.transforms.predicates.TopicNameMatches"),
                        Map.entry("predicates.elsewhere.pattern", "other"),
                        Map.entry("stable", "meters"),
                        Map.entry("table", "d{id}"),
                        Map.entry("tags", "place")));

        topics.produce("predicate", null, message(1, "221V"));

        awaitRows(database, 1);
    }

    @Test
    void aParserDocumentOfTaosxMakesTheRows() {
        String database = startSink(
                "taosx",
                Map.of(
                        "transforms", "parser",
                        "transforms.parser.type", "io.tdconnect.transforms.TaosxParser$Value",
                        "transforms.parser.parser", """
                                {"parse": {"payload": {"json": [
                                    {"name": "ts", "alias": "ts", "cast": "TIMESTAMP(ms)"},
                                    {"name": "id", "alias": "id", "cast": "INT"},
                                    {"name": "current", "alias": "current", "cast": "DOUBLE"},
                                    {"name": "place", "alias": "place", "cast": "VARCHAR(20)"}]}},
                                 "model": {"name": "d{id}", "using": "meters",
                                    "columns": ["ts", "current"], "tags": ["id", "place"]}}"""));

        topics.produce("taosx", null, message(7, "221V"));

        awaitRows(database, 1);
        assertThat(tdengine.query("SELECT tbname, current, id, place FROM " + database + ".meters"))
                .containsExactly(List.of("d7", 2.0, 7, "hall-cellar"));
        assertThat(tdengine.query("DESCRIBE " + database + ".meters"))
                .anySatisfy(column -> assertThat(column).startsWith("place", "VARCHAR", 20));
    }

    @Test
    void aPivotMakesColumnsThatMessagesName() {
        String database = startSink(
                "pivot",
                Map.of(
                        "transforms", "parse,pivot,map",
                        "transforms.parse.type", "io.tdconnect.transforms.ParseJson$Value",
                        "transforms.pivot.type", "io.tdconnect.transforms.Pivot$Value",
                        "transforms.pivot.name.field", "name",
                        "transforms.map.type", "io.tdconnect.transforms.MapToTable$Value",
                        "transforms.map.stable", "meters",
                        "transforms.map.table", "d{id}",
                        "transforms.map.timestamp.field", "ts",
                        "transforms.map.tags", "id"));

        assertColumnsOfPivot("pivot", database);
    }

    @Test
    void aTemplateInAParserDocumentMakesColumnsThatMessagesName() {
        String database = startSink(
                "template",
                Map.of(
                        "transforms", "parser",
                        "transforms.parser.type", "io.tdconnect.transforms.TaosxParser$Value",
                        "transforms.parser.parser", """
                                {"parse": {"payload": {"json": ""}},
                                 "mutate": [{"map": {"ts": {"cast": "ts", "as": "TIMESTAMP(ms)"}}}],
                                 "model": {"name": "d${id}", "using": "meters", "columns": ["ts", "${name}"], "tags": ["id"]}}"""));

        assertColumnsOfPivot("template", database);
    }

    /** The second column comes when rows are there already, and joins the row of its time. */
    private static void assertColumnsOfPivot(String topic, String database) {
        topics.produce(topic, null, "{\"ts\":1700000000000,\"id\":7,\"name\":\"temp\",\"value\":21.5}");
        awaitRows(database, 1);

        topics.produce(topic, null, "{\"ts\":1700000000000,\"id\":7,\"name\":\"state\",\"value\":\"on\"}");
        topics.produce(topic, null, "{\"ts\":1700000001000,\"id\":7,\"name\":\"temp\",\"value\":22.5}");

        awaitRows(database, 2);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                tdengine.query("SELECT tbname, temp, `state` FROM " + database + ".meters ORDER BY ts"))
                        .containsExactly(List.of("d7", 21.5, "on"), Arrays.asList("d7", 22.5, null)));
    }

    private static String message(int id, String voltage) {
        return "{\"ts\":" + (1_700_000_000_000L + id) + ",\"id\":" + id + ",\"current\":2.0,\"voltage\":\"" + voltage
                + "\",\"place\":\"hall-cellar\"}";
    }

    private static String startSink(String name, Map<String, String> transforms) {
        String database = tdengine.createDatabase("ms");
        Map<String, String> config = new HashMap<>(transforms);
        config.put("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", name);
        config.put("connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port());
        config.put("connection.user", tdengine.user());
        config.put("connection.password", tdengine.password());
        config.put("database", database);
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        topics.create(name, 1);
        worker.rest().putConnector(name, config);
        worker.rest().waitUntilRunning(name);
        return database;
    }

    private static void awaitRows(String database, int count) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(tdengine.count(database + ".meters")).isEqualTo(count));
    }
}
