// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.opcua.node.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class EventOptionsTest {
    @Test
    void eventsAreChosenByTheirOwnOptions() {
        assertThat(problems(Map.of("mode", "events"))).isEmpty();
        assertThat(problems(Map.of(
                        "mode", "events",
                        "nodes", "i=2::a",
                        "browse.roots", "i=85",
                        "deadband", "absolute")))
                .containsKeys("nodes", "browse.roots", "deadband");
    }

    @Test
    void optionsOfEventsNeedTheirMode() {
        assertThat(problems(Map.of("nodes", "i=2::a", "events.severity.min", "500")))
                .containsExactly(Map.entry(
                        "events.severity.min", List.of("expected mode=events with this option, found another mode")));
    }

    @Test
    void whatIsNoFieldNodeOrTagIsRefused() {
        assertThat(problems(Map.of(
                        "mode", "events",
                        "events.notifiers", "Server",
                        "events.severity.min", "1001",
                        "events.fields", "/Id",
                        "events.tags", "a")))
                .containsOnlyKeys("events.notifiers", "events.severity.min", "events.fields", "events.tags");
        assertThat(problems(Map.of("mode", "events", "events.fields", "Message::a,Comment::a")))
                .containsOnlyKeys("events.fields");
        assertThat(problems(Map.of("mode", "events", "events.fields", "SourceNode")))
                .containsOnlyKeys("events.tags");
    }

    @Test
    void nodesAmongTheOptionsMayHaveCommas() {
        assertThat(problems(Map.of(
                        "browse.roots", "ns=2;s=Site,Plant,i=85,path=/2:A,B", "browse.namespaces", "\"urn:a,b\"")))
                .isEmpty();
        assertThat(problems(Map.of("browse.roots", "ns=2;s=A,i=85,Plant"))).containsOnlyKeys("browse.roots");
        assertThat(problems(Map.of("mode", "events", "events.types", "\"ns=2;s=a,b\",2:Batch")))
                .isEmpty();
        assertThat(problems(Map.of("mode", "events", "events.types", "a,,b"))).containsOnlyKeys("events.types");
        assertThat(problems(Map.of("mode", "events", "events.types", "path=/2:A")))
                .containsOnlyKeys("events.types");
    }

    @Test
    void notifiersAreSpreadOverTasks() {
        OpcuaSourceConnector connector = new OpcuaSourceConnector();
        connector.start(
                properties(Map.of("mode", "events", "events.notifiers", "ns=2;s=A,1, ns=2;s=B::b,\"ns=2;s=C,i=7\"")));

        List<Map<String, String>> tasks = connector.taskConfigs(5);
        List<String> notifiers = tasks.stream()
                .map(OpcuaSourceConfig::new)
                .flatMap(config ->
                        config.shares().ofTask(config.task(), config.events().notifiers()).stream())
                .map(Point::node)
                .toList();
        assertThat(notifiers).containsExactlyInAnyOrder("ns=2;s=A,1", "ns=2;s=B::b", "ns=2;s=C,i=7");
        assertThat(tasks).hasSizeLessThanOrEqualTo(3);
        assertThat(tasks).allSatisfy(task -> assertThat(task).doesNotContainKey("nodes"));
    }

    private static Map<String, List<String>> problems(Map<String, String> options) {
        Map<String, List<String>> problems = new HashMap<>();
        for (ConfigValue value :
                new OpcuaSourceConnector().validate(properties(options)).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), value.errorMessages());
            }
        }
        return problems;
    }

    private static Map<String, String> properties(Map<String, String> options) {
        Map<String, String> properties = new HashMap<>(
                Map.of("name", "plant", "endpoint.url", "opc.tcp://127.0.0.1:4840", "validate.connection", "false"));
        properties.putAll(options);
        return properties;
    }
}
