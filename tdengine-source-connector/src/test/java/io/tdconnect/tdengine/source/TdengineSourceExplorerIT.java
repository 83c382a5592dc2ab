// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.testing.TdengineServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TdengineSourceExplorerIT {
    private static TdengineServer server;

    private final ServerExplorer explorer = new TdengineSourceExplorer();

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(ServerExplorer.class).stream())
                .extracting(provider -> provider.type().getName())
                .contains(TdengineSourceExplorer.class.getName());
        assertThat(TdengineSourceConfig.CONFIG_DEF.names())
                .containsAll(explorer.kind().basicOptions())
                .containsAll(explorer.kind().connectionOptions())
                .containsAll(explorer.kind().collectionOptions())
                .contains(explorer.kind().topicOption());
    }

    @Test
    void showsDatabasesSupertablesAndTables() throws Exception {
        String db = server.createDatabase("us");
        server.execute("CREATE STABLE " + db + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        server.execute("CREATE STABLE " + db + ".`<b>odd` (ts TIMESTAMP, v INT) TAGS (g INT)");
        server.execute("CREATE TABLE " + db + ".d1 USING " + db + ".m TAGS (1)");
        server.execute("CREATE TABLE " + db + ".d0 USING " + db + ".m TAGS (0)");

        Node database = explorer.children(config(), null, null).nodes().stream()
                .filter(node -> node.name().equals(db))
                .findFirst()
                .orElseThrow();
        assertThat(database.details().get("precision")).isEqualToIgnoringCase("us");
        assertThat(explorer.children(config(), null, null).nodes())
                .extracting(Node::name)
                .doesNotContain("information_schema", "performance_schema");
        assertThat(explorer.children(config(), database.id(), null).nodes())
                .extracting(Node::name)
                .containsExactly("<b>odd", "m");
        assertThat(explorer.children(config(), NodePath.of(db, "m").id(), null).nodes())
                .extracting(Node::name)
                .containsExactly("d0", "d1");
        assertThat(explorer.children(config(), NodePath.of(db, "m", "d0").id(), null)
                        .nodes())
                .isEmpty();
    }

    @Test
    void whatIsChosenBecomesOptions() throws Exception {
        assertThat(explorer.select(config(), List.of("db/m", "db/n")))
                .isEqualTo(Map.of("database", "db", "stables", "m,n", "tables", "", "read.mode", ""));
        assertThat(explorer.select(config(), List.of("db/m/d0")))
                .isEqualTo(Map.of("database", "db", "stables", "", "tables", "m.d0", "read.mode", "query"));
        refused("database", "a/m", "b/m");
        refused("tables", "db/m", "db/n/d");
        refused("stables", "db/a%2Cb");
    }

    @Test
    void namesTheOptionToChange() {
        Map<String, String> wrong = config();
        wrong.put("connection.url", "127.0.0.1:1");
        assertThatThrownBy(() -> explorer.children(wrong, null, null))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("connection.url"));
        Map<String, String> login = config();
        login.put("connection.password", "wrong-secret");
        assertThatThrownBy(() -> explorer.children(login, null, null))
                .isInstanceOfSatisfying(ExploreException.class, e -> {
                    assertThat(e.option()).isEqualTo("connection.password");
                    assertThat(e.text()).doesNotContain("wrong-secret");
                });
    }

    private void refused(String option, String... nodes) {
        assertThatThrownBy(() -> explorer.select(config(), List.of(nodes)))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo(option));
    }

    private static Map<String, String> config() {
        return new HashMap<>(Map.of(
                "connection.url",
                server.host() + ":" + server.port(),
                "connection.user",
                server.user(),
                "connection.password",
                server.password(),
                "database",
                ""));
    }
}
