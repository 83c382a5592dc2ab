// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Matches;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.testing.InfluxdServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InfluxExplorerIT {
    private static final String ODD = "<b>a,b</b>/\"c\" ";

    @AutoClose
    private static InfluxdServer server;

    private final ServerExplorer explorer = new InfluxExplorer();

    @BeforeAll
    static void startServer() {
        server = Influxd.start();
        server.createDatabase("plant");
        server.createDatabase("many");
        Influxd.fill(server, "plant", "cpu", 3, 5);
        server.write("plant", "cpu,host=h0 idle=1.5,state=\"ok\" " + (Influxd.T0 + 10 * Influxd.SECOND));
        server.write("plant", ODD.replace(",", "\\,").replace(" ", "\\ ") + " value=1 " + Influxd.T0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            lines.add(String.format("m%05d value=%di %d", i, i, Influxd.T0));
        }
        server.write("many", lines);
    }

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(ServerExplorer.class).stream())
                .extracting(provider -> provider.type().getName())
                .contains(InfluxExplorer.class.getName());
        assertThat(InfluxSourceConfig.CONFIG_DEF.names())
                .containsAll(explorer.kind().basicOptions())
                .containsAll(explorer.kind().connectionOptions())
                .containsAll(explorer.kind().collectionOptions())
                .contains(explorer.kind().topicOption());
    }

    @Test
    void showsDatabasesMeasurementsFieldsAndTags() throws Exception {
        List<Node> databases = explorer.children(config(), null, null).nodes();
        assertThat(databases).extracting(Node::name).contains("plant", "many").doesNotContain("_internal");

        List<Node> measurements =
                explorer.children(config(), NodePath.of("plant").id(), null).nodes();
        assertThat(measurements).extracting(Node::name).containsExactlyInAnyOrder("cpu", ODD);
        Node cpu = node(measurements, "cpu");
        assertThat(cpu.details())
                .containsEntry("fields", "3")
                .containsEntry("series", "3")
                .containsEntry("from", "2020-09-13T12:26:40Z")
                .containsEntry("to", "2020-09-13T12:26:50Z");

        List<Node> columns = explorer.children(config(), cpu.id(), null).nodes();
        assertThat(columns).extracting(Node::name).containsExactly("idle", "state", "value", "host");
        assertThat(node(columns, "idle").details()).containsEntry("type", "float");
        assertThat(node(columns, "host")).returns("tag", Node::type).returns(false, Node::selectable);
        assertThat(explorer.children(config(), node(measurements, ODD).id(), null)
                        .nodes())
                .extracting(Node::name)
                .containsExactly("value");
    }

    @Test
    void whatIsChosenIsWhatTheConnectorReads() throws Exception {
        for (List<String> names : List.of(List.of("cpu"), List.of("cpu", ODD), List.of(ODD))) {
            List<String> nodes =
                    names.stream().map(name -> NodePath.of("plant", name).id()).toList();
            Map<String, String> merged = config();
            explorer.select(config(), nodes).forEach(merged::put);
            Matches matches = explorer.matches(merged);
            assertThat(matches.first()).extracting(Node::name).containsExactlyInAnyOrderElementsOf(names);
            assertThat(matches.count()).isEqualTo(names.size());
        }
        assertThat(explorer.select(
                        config(), List.of(NodePath.of("plant", "cpu", "idle").id())))
                .containsEntry("bucket", "plant")
                .containsEntry("measurements", "cpu")
                .containsEntry("fields", "idle");
        assertThat(explorer.select(config(), List.of())).containsEntry("bucket", "");
    }

    @Test
    void whatOneTaskCannotReadIsRefused() {
        refused("bucket", "plant", "many");
        refused("fields", "plant/cpu/idle", "plant/mem");
        refused("fields", "plant/cpu/a%2Cb");
    }

    @Test
    void tenThousandMeasurementsComeInPages() throws Exception {
        String bucket = NodePath.of("many").id();
        int count = 0;
        Listing page = explorer.children(config(), bucket, null);
        assertThat(page.nodes().get(0).name()).isEqualTo("m00000");
        for (; page.cursor() != null; page = explorer.children(config(), bucket, page.cursor())) {
            count += page.nodes().size();
        }
        assertThat(count + page.nodes().size()).isEqualTo(10_000);
        Map<String, String> some = config();
        some.putAll(Map.of("bucket", "many", "measurements.include", "m0\\d+"));
        assertThat(explorer.matches(some)).satisfies(matches -> {
            assertThat(matches.count()).isEqualTo(10_000);
            assertThat(matches.first()).hasSize(Matches.MOST_LISTED);
        });
    }

    @Test
    void namesTheOptionToChange() {
        assertProblem("password", Map.of("password", "wrong-secret"));
        assertProblem("url", Map.of("url", "http://127.0.0.1:1"));
        assertProblem("url", Map.of("url", ""));
        assertThatThrownBy(() -> explorer.matches(config()))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("bucket"));
        assertThatThrownBy(() -> explorer.children(config(), "none", null))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("bucket"));
    }

    private void assertProblem(String option, Map<String, String> changes) {
        Map<String, String> config = config();
        config.putAll(changes);
        assertThatThrownBy(() -> explorer.children(config, null, null))
                .isInstanceOfSatisfying(ExploreException.class, e -> {
                    assertThat(e.option()).isEqualTo(option);
                    assertThat(e.text()).doesNotContain("wrong-secret");
                });
    }

    private void refused(String option, String... nodes) {
        assertThatThrownBy(() -> explorer.select(config(), List.of(nodes)))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo(option));
    }

    private static Node node(List<Node> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> config() {
        return new HashMap<>(Map.of("url", server.url(), "user", server.user(), "password", server.password()));
    }
}
