// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.testing.Ports;
import io.tdconnect.testing.TdengineServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TdengineSinkExplorerIT {
    @AutoClose
    private static TdengineServer server;

    private final ServerExplorer explorer = new TdengineSinkExplorer();

    @BeforeAll
    static void startServer() {
        server = TdengineServer.start();
    }

    @Test
    void isFoundAndNamesOptionsOfTheConnector() {
        assertThat(ServiceLoader.load(ServerExplorer.class).stream())
                .extracting(provider -> provider.type().getName())
                .contains(TdengineSinkExplorer.class.getName());
        assertThat(TdengineSinkConfig.CONFIG_DEF.names())
                .containsAll(explorer.kind().basicOptions())
                .containsAll(explorer.kind().connectionOptions())
                .containsAll(explorer.kind().collectionOptions());
    }

    @Test
    void databasesOfUsersAreListedWithTheirPrecisionAndChosenByName() throws Exception {
        String micro = server.createDatabase("us");
        String nano = server.createDatabase("ns");

        List<Node> nodes = explorer.children(config(), null, null).nodes();

        assertThat(nodes).extracting(Node::name).contains(micro, nano).doesNotContain("information_schema");
        assertThat(nodes)
                .allSatisfy(node ->
                        assertThat(node.selectable() && !node.hasChildren()).isTrue());
        assertThat(nodes)
                .filteredOn(node -> node.name().equals(nano))
                .singleElement()
                .satisfies(node -> assertThat(explorer.select(config(), List.of(node.id())))
                        .containsExactly(Map.entry("database", nano)));
        assertThat(nodes)
                .filteredOn(node -> node.name().equals(micro))
                .extracting(Node::details)
                .containsExactly(Map.of("precision", "us"));
        assertThat(explorer.children(config(), nodes.get(0).id(), null).nodes()).isEmpty();
    }

    @Test
    void noneIsChosenByNoneAndSeveralAreRefused() throws Exception {
        assertThat(explorer.select(config(), List.of())).containsExactly(Map.entry("database", ""));
        assertThat(explorer.select(config(), List.of(NodePath.of("a/b %").id())))
                .containsExactly(Map.entry("database", "a/b %"));
        assertThatThrownBy(() -> explorer.select(config(), List.of("a", "b")))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("database"));
    }

    @Test
    void aMissingAddressARefusedLoginAndASilentPortAreSaidAtTheirOptions() {
        assertThat(failure("connection.url", "")).isEqualTo("connection.url");
        assertThat(failure("connection.password", "wrong-one")).isEqualTo("connection.password");
        assertThat(failure("connection.url", "jdbc:TAOS-WS://127.0.0.1:" + Ports.free()))
                .isEqualTo("connection.url");
    }

    private String failure(String option, String value) {
        Map<String, String> config = new HashMap<>(config());
        config.put(option, value);
        try {
            explorer.children(config, null, null);
            throw new AssertionError("No failure");
        } catch (ExploreException e) {
            assertThat(e.text()).doesNotContain("wrong-one");
            return String.valueOf(e.option());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> config() {
        return Map.of(
                "connection.url",
                "jdbc:TAOS-WS://" + server.host() + ":" + server.port(),
                "connection.user",
                server.user(),
                "connection.password",
                server.password(),
                "topics",
                "ignored");
    }
}
