// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tdconnect.opcua.record.Rows;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import io.tdconnect.testing.opcua.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PointsIT {
    @AutoClose
    private static OpcUaTestServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        server = OpcUaTestServer.start();
        server.addDoubles("u", 4);
    }

    @Test
    void browsingFindsPointsByTheirNamesWithPathsAsTags() throws Exception {
        Map<String, String> properties = browsing("browse.name.pattern", "^(Double|Int)");
        properties.put("tags", "VARCHAR(100)::path::{Path},VARCHAR(100)::about::{Description}");
        try (RunningTask task = new RunningTask(properties)) {
            List<SourceRecord> records = task.awaitRecords(all -> all.size() >= 5);

            assertThat(keys(records))
                    .containsExactlyInAnyOrder(
                            server.node("Double"),
                            server.node("Doubles"),
                            server.node("Int16"),
                            server.node("Int32"),
                            server.node("Int64"));
            assertThat(fields(records, "Int16"))
                    .containsEntry("path", "Objects.Plant.Int16")
                    .containsEntry("about", "Variable Int16");
        }
    }

    @Test
    void browsingStaysWithinItsRules() throws Exception {
        Map<String, String> byId = browsing("browse.id.pattern", "s=Guid$");
        byId.put("browse.namespaces", OpcUaTestServer.NAMESPACE);
        byId.put("browse.roots", "path=/" + server.namespaceIndex() + ":Plant");
        try (RunningTask task = new RunningTask(byId)) {
            assertThat(keys(task.awaitRecords(all -> !all.isEmpty()))).containsExactly(server.node("Guid"));
        }
        Map<String, String> standard = browsing("browse.namespaces", "0");
        standard.put("browse.roots", "i=2256");
        standard.put("browse.depth", "1");
        try (RunningTask task = new RunningTask(standard)) {
            assertThat(keys(task.awaitRecords(all -> all.size() >= 6)))
                    .contains("i=2258")
                    .doesNotContain("i=2261");
        }
    }

    @Test
    void browsedPointsMayBeNamedByTheUriOfTheirNamespace() throws Exception {
        Map<String, String> properties = browsing("browse.name.pattern", "^Double$");
        properties.put("browse.node.form", "uri");
        try (RunningTask task = new RunningTask(properties)) {
            List<SourceRecord> records = task.awaitRecords(all -> !all.isEmpty());

            assertThat(keys(records)).containsExactly("nsu=" + OpcUaTestServer.NAMESPACE + ";s=Double");
            assertThat(Rows.headers(records.get(0))).containsEntry("td.table", "t_urn_tdconnect_plant_Double");
        }
    }

    @Test
    void newPointsOfAFileJoinWhileTheOthersGoOn() throws Exception {
        Path file = directory.resolve("points.csv");
        Files.writeString(file, list("u0", "u1"));
        Map<String, String> properties = file(file);
        properties.put("points.update", "append");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(all -> all.size() >= 2);
            Files.writeString(file, "point_id,stable\n");
            task.awaitRecords(all -> changed("u0", all));
            Files.writeString(file, list("u1", "u2"));
            server.set("u1", 7.0);

            task.awaitRecords(all -> keys(all).contains(server.node("u2")));

            // One value each at the beginning, and the new values; none was read again.
            assertThat(task.values("u1")).containsExactly("0.0", "7.0");
            assertThat(server.monitoredItems()).isEqualTo(3);
        }
    }

    @Test
    void pointsThatAreNotInTheFileAnyMoreLeave() throws Exception {
        Path file = directory.resolve("points.csv");
        Files.writeString(file, list("u0", "u3"));
        Map<String, String> properties = file(file);
        properties.put("points.update", "update");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(all -> all.size() >= 2);
            Files.writeString(file, list("u3").replace("t_u3", "renamed"));

            task.awaitRecords(all -> all.stream()
                    .anyMatch(record -> "renamed".equals(Rows.headers(record).get("td.table"))));

            assertThat(server.monitoredItems()).isEqualTo(1);
        }
    }

    @Test
    void structuresAndEnumerationsAreDescribedByTheServer() throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "Structure", "Enumeration");
        properties.put("enumerations", "both");
        try (RunningTask task = new RunningTask(properties)) {
            List<SourceRecord> records = task.awaitRecords(all -> all.size() >= 2);

            Struct structure = (Struct) fields(records, "Structure").get("val");
            assertThat(structure.get("x")).isEqualTo(1.5);
            assertThat(structure.get("n")).isEqualTo(7);
            assertThat(structure.get("tags")).isEqualTo(List.of("a", "b"));
            assertThat(fields(records, "Enumeration")).contains(entry("val", 2), entry("val_text", "NoConfiguration"));
        }
        properties.put("structures", "json");
        try (RunningTask task = new RunningTask(properties)) {
            assertThat(fields(task.awaitRecords(all -> all.size() >= 2), "Structure"))
                    .containsEntry("val", "{\"x\":1.5,\"n\":7,\"tags\":[\"a\",\"b\"]}");
        }
    }

    @Test
    void aNodeOfAnotherTypeOrNoneDoesNotStopTheOthers() throws Exception {
        server.add("Gone", Variable.of(1.0));
        Map<String, String> properties = file(Files.writeString(
                directory.resolve("points.csv"),
                "point_id,stable,tbname,type,quality_col\n" + server.node("String") + ",s,text,float,q\n"
                        + server.node("Nowhere") + ",s,nowhere,float,q\n" + server.node("Gone") + ",s,gone,,q\n"));
        try (RunningTask task = new RunningTask(properties)) {
            List<SourceRecord> records = task.awaitRecords(all -> all.size() >= 2);

            assertThat(fields(records, "String")).contains(entry("val", null), entry("q", 0));
            assertThat(fields(records, "Gone")).contains(entry("val", 1.0), entry("q", 0));
            server.remove("Gone");
            task.awaitRecords(all -> all.size() >= 3);
            assertThat(Rows.fields(records.get(2)))
                    .contains(entry("val", null), entry("q", (int) StatusCodes.Bad_NodeIdUnknown));
        }
    }

    @Test
    void unknownNodesAreRefusedOrTriedAgain() {
        Map<String, String> config = RunningTask.properties(server, "Double", "Nowhere");
        config.put("connector.class", OpcuaSourceConnector.class.getName());

        assertThat(problems(config)).containsOnlyKeys("nodes");
        assertThat(problems(config).get("nodes").toString()).contains("1 of 2 points", "s=Nowhere (Bad_NodeIdUnknown)");
        config.put("unknown.nodes", "retry");
        assertThat(problems(config)).isEmpty();
        config.put("points.file", "point_id,stable,tbname\n" + server.node("Nowhere") + ",s,t\n");
        config.put("unknown.nodes", "refuse");
        assertThat(problems(config)).containsOnlyKeys("points.file");
        config.put("points.file", "point_id,stable\ni=1,s");
        assertThat(problems(config).get("points.file").toString()).contains("line 1: expected the columns");
    }

    private static Map<String, List<String>> problems(Map<String, String> config) {
        return new OpcuaSourceConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static boolean changed(String name, List<SourceRecord> records) {
        server.set(name, records.size() * 1.0);
        return keys(records).contains(server.node(name)) && records.size() > 20;
    }

    private static Map<String, String> browsing(String option, String value) {
        Map<String, String> properties = RunningTask.properties(server);
        properties.put("browse.roots", "i=85");
        properties.put(option, value);
        return properties;
    }

    private static Map<String, String> file(Path file) {
        Map<String, String> properties = new HashMap<>(RunningTask.properties(server));
        properties.put("points.file", file.toString());
        properties.put("points.update.interval.ms", "1000");
        return properties;
    }

    private static String list(String... names) {
        StringBuilder lines = new StringBuilder("point_id,stable,tbname\n");
        for (String name : names) {
            lines.append(server.node(name)).append(",s_{type},t_").append(name).append('\n');
        }
        return lines.toString();
    }

    private static Set<Object> keys(List<SourceRecord> records) {
        return records.stream().map(SourceRecord::key).collect(Collectors.toSet());
    }

    private static Map<String, Object> fields(List<SourceRecord> records, String name) {
        return records.stream()
                .filter(record -> record.key().toString().endsWith("=" + name))
                .findFirst()
                .map(Rows::fields)
                .orElseThrow();
    }
}
