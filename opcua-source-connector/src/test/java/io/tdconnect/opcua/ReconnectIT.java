// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.opcua.record.Rows;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import io.tdconnect.testing.opcua.Variable;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that start, stop and change. */
@Timeout(120)
class ReconnectIT {
    @AutoClose
    private static final OpcUaTestServer server = OpcUaTestServer.start();

    @Test
    void aRestartedServerIsSubscribedAnew() throws Exception {
        try (RunningTask task = new RunningTask(RunningTask.properties(server, "Double", "Int32"))) {
            task.awaitRecords(records -> records.size() >= 2);
            server.stop();
            server.restart();
            server.set("Double", 42.0);

            task.awaitValue("Double", 42.0);
        }
    }

    @Test
    void theNamespaceMayMoveWhenTheServerRestarts() throws Exception {
        int before = server.namespaceIndex();
        Map<String, String> browsing = RunningTask.properties(server);
        browsing.putAll(Map.of(
                "browse.roots", "i=85",
                "browse.name.pattern", "^Double$",
                "browse.node.form", "uri"));
        try (RunningTask listed = new RunningTask(RunningTask.properties(server, "Double"));
                RunningTask browsed = new RunningTask(browsing)) {
            listed.awaitRecords(records -> records.size() >= 1);
            browsed.awaitRecords(records -> records.size() >= 1);
            server.stop();
            server.restartWithNamespacesBefore("urn:new:module", "urn:other:module");
            assertThat(server.namespaceIndex()).isEqualTo(before + 2);
            server.set("Double", 43.0);

            listed.awaitValue("Double", 43.0);
            browsed.awaitValue("Double", 43.0);
            assertThat(browsed.awaitRecords(records -> true))
                    .extracting(
                            record -> record.key() + " " + Rows.headers(record).get("td.table"))
                    .containsOnly("nsu=" + OpcUaTestServer.NAMESPACE + ";s=Double t_urn_tdconnect_plant_Double");
        }
    }

    @Test
    void aServerThatComesLateIsWaitedFor() throws Exception {
        server.stop();
        try (RunningTask task = new RunningTask(RunningTask.properties(server, "Double"))) {
            assertThat(task.poll()).isEmpty();
            server.restart();

            task.awaitRecords(records -> records.size() >= 1);
        }
    }

    @Test
    void aServerThatStaysAwayFailsTheTask() throws Exception {
        server.stop();
        Map<String, String> properties = RunningTask.properties(server, "Double");
        properties.put("retry.timeout.ms", "500");
        try (RunningTask task = new RunningTask(properties)) {
            assertThatThrownBy(() -> task.awaitRecords(records -> false))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("No connection to " + server.url());
        }
        server.restart();
    }

    @Test
    void aWrongPasswordFailsTheTask() {
        Map<String, String> properties = RunningTask.properties(server, "Double");
        properties.putAll(Map.of("user", "operator", "password", "wrong", "password.unverified", "true"));
        try (RunningTask task = new RunningTask(properties)) {
            assertThatThrownBy(() -> task.awaitRecords(records -> false))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("change password");
        }
    }

    @Test
    void aRemovedNodeIsToldAndReadAgainOnceItIsBack() throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "Double", "Moved");
        properties.put("points.retry.ms", "200");
        server.add("Moved", Variable.of(1.0));
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitValue("Moved", 1.0);
            server.remove("Moved");
            task.awaitRecords(records -> task.metrics().notGood.sum() > 0);
            server.add("Moved", Variable.of(2.0));

            task.awaitValue("Moved", 2.0);
        }
    }

    @Test
    void anUnknownNodeDoesNotKeepTheOthersFromBeingRead() throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "Double", "Later");
        properties.put("points.retry.ms", "200");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 1);
            server.add("Later", Variable.of(5.0));

            task.awaitValue("Later", 5.0);
        }
    }

    @Test
    void aTaskNoneOfWhosePointsExistFails() {
        Map<String, String> properties = RunningTask.properties(server, "Nothing");
        properties.put("retry.timeout.ms", "300");
        try (RunningTask task = new RunningTask(properties)) {
            assertThatThrownBy(() -> task.awaitRecords(records -> false))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("None of 1 points can be read")
                    .hasMessageContaining("Bad_NodeIdUnknown");
        }
    }
}
