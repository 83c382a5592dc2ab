// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Matches;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.testing.opcua.OpcUaServerOptions;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import io.tdconnect.testing.opcua.Variable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class OpcuaExplorerIT {
    private static final int MANY = 50_000;
    private static final String ODD = "<img src=x onerror=alert(1)>, \"q\"::a";

    @AutoClose
    private static OpcUaTestServer server;

    private final ServerExplorer explorer = new OpcuaExplorer();

    @BeforeAll
    static void start() {
        server = OpcUaTestServer.start();
        server.add(ODD, Variable.of(1.0));
    }

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(ServerExplorer.class).stream())
                .extracting(provider -> provider.type().getName())
                .contains(OpcuaExplorer.class.getName());
        assertThat(OpcuaSourceConfig.CONFIG_DEF.names())
                .containsAll(explorer.kind().basicOptions())
                .containsAll(explorer.kind().connectionOptions())
                .containsAll(explorer.kind().collectionOptions())
                .contains(explorer.kind().topicOption());
    }

    @Test
    void showsTheAddressSpaceLevelByLevel() throws Exception {
        List<Node> top = explorer.children(config(), null, null).nodes();
        assertThat(top).extracting(Node::name).contains("Server", "Plant");
        Node plant = named(top, "Plant");
        assertThat(plant.hasChildren()).isTrue();

        List<Node> variables = explorer.children(config(), plant.id(), null).nodes();
        Node int16 = named(variables, "Int16");
        assertThat(int16.type()).isEqualTo("Variable");
        assertThat(int16.details())
                .containsEntry("node", server.node("Int16"))
                .containsEntry("type", "Short")
                .containsKey("value");
        assertThat(int16.hasChildren()).isFalse();
        assertThat(variables).extracting(Node::name).contains(ODD);
    }

    @Test
    void whatIsChosenIsWhatTheConnectorReads() throws Exception {
        Node plant = named(explorer.children(config(), null, null).nodes(), "Plant");
        List<Node> variables = explorer.children(config(), plant.id(), null).nodes();
        Map<String, String> chosen = config();
        chosen.putAll(explorer.select(
                config(),
                List.of(named(variables, "Int16").id(), named(variables, ODD).id())));
        assertThat(explorer.matches(chosen).first())
                .extracting(node -> node.details().get("node"))
                .containsExactlyInAnyOrder(server.node("Int16"), server.node(ODD));

        Map<String, String> folder = config();
        folder.putAll(explorer.select(config(), List.of(plant.id())));
        folder.put("browse.name.pattern", "^Int(16|32)$");
        Matches matches = explorer.matches(folder);
        assertThat(matches.count()).isEqualTo(2);
        assertThat(matches.first()).extracting(Node::name).containsExactly("Int16", "Int32");
        assertThat(matches.first().get(0).details()).containsKey("Path");
    }

    @Test
    void theFileOfPointsIsAPointsFile() throws Exception {
        Map<String, String> browsing = config();
        browsing.put("browse.roots", "path=/" + server.namespaceIndex() + ":Plant");
        long count = explorer.matches(browsing).count();
        String text = new String(explorer.file(browsing).content(), StandardCharsets.UTF_8);
        Map<String, String> file = config();
        file.put("points.file", text);
        assertThat(explorer.matches(file).count()).isEqualTo(count);
        assertThat(new String(explorer.file(file).content(), StandardCharsets.UTF_8))
                .isEqualToIgnoringWhitespace(text);
    }

    @Test
    void fiftyThousandNodesComeInPages() throws Exception {
        try (OpcUaTestServer large = OpcUaTestServer.start(OpcUaServerOptions.defaults())) {
            large.addDoubles("n", MANY);
            Map<String, String> config = config();
            config.put("endpoint.url", large.url());
            config.put("request.timeout.ms", "120000");
            Node plant = named(explorer.children(config, null, null).nodes(), "Plant");
            Listing first = explorer.children(config, plant.id(), null);
            Listing later = explorer.children(config, plant.id(), "49500");
            assertThat(first.nodes()).hasSize(Listing.PAGE);
            assertThat(first.cursor()).isEqualTo("500");
            assertThat(later.nodes()).hasSize(Listing.PAGE);
            Set<String> ids = new HashSet<>();
            first.nodes().forEach(node -> ids.add(node.id()));
            assertThat(later.nodes()).noneMatch(node -> ids.contains(node.id()));

            config.put("browse.roots", "i=85");
            config.put("browse.name.pattern", "^n\\d+$");
            Matches matches = explorer.matches(config);
            assertThat(matches.count()).isEqualTo(MANY);
            assertThat(matches.first()).hasSize(Matches.MOST_LISTED);
        }
    }

    @Test
    void namesTheOptionToChange() {
        problem("endpoint.url", Map.of("endpoint.url", "opc.tcp://127.0.0.1:1"));
        problem("endpoint.url", Map.of("endpoint.url", ""));
        problem("password", Map.of("user", "operator", "password", "wrong-secret", "password.unverified", "true"));
        problem("browse.roots", Map.of("browse.roots", "path=/2:Nowhere"));
        problem("nodes", Map.of("nodes", "nonsense"));
        assertThatThrownBy(() -> explorer.children(config(), "i=85", null)).isInstanceOf(ExploreException.class);
    }

    private void problem(String option, Map<String, String> changes) {
        Map<String, String> config = config();
        config.putAll(changes);
        assertThatThrownBy(() -> explorer.matches(config)).isInstanceOfSatisfying(ExploreException.class, e -> {
            assertThat(e.option()).as(e.text()).isEqualTo(option);
            assertThat(e.text()).doesNotContain("wrong-secret");
        });
    }

    private static Node named(List<Node> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> config() {
        return new HashMap<>(Map.of("endpoint.url", server.url()));
    }
}
