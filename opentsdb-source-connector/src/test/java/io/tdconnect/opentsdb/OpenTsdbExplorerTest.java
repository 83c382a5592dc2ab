// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.contract.SilentServer;
import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.ServerExplorer;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OpenTsdbExplorerTest {
    private final ServerExplorer explorer = new OpenTsdbExplorer();

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(ServerExplorer.class).stream())
                .extracting(provider -> provider.type().getName())
                .contains(OpenTsdbExplorer.class.getName());
        assertThat(OpenTsdbSourceConfig.CONFIG_DEF.names())
                .containsAll(explorer.kind().basicOptions())
                .containsAll(explorer.kind().connectionOptions())
                .containsAll(explorer.kind().collectionOptions())
                .contains(explorer.kind().topicOption());
    }

    @Test
    void showsMetricsAndThoseThatMatch() throws Exception {
        String answer = "[\"sys.mem\",\"sys.cpu.user\",\"app.<b>\"]";
        try (RecordedServer server =
                new RecordedServer().withText("/api/suggest", 200, answer).withText("/api/suggest", 200, answer)) {
            Map<String, String> config = Map.of("url", server.url(), "metrics.include", "sys\\..*");
            assertThat(explorer.children(config, null, null).nodes())
                    .extracting(Node::name)
                    .containsExactly("app.<b>", "sys.cpu.user", "sys.mem");
            assertThat(explorer.matches(config).first())
                    .extracting(Node::name)
                    .containsExactly("sys.cpu.user", "sys.mem");
        }
        assertThat(explorer.select(Map.of(), List.of("sys.mem", "sys.cpu.user")))
                .isEqualTo(Map.of("metrics", "sys.mem,sys.cpu.user", "metrics.include", ""));
    }

    @Test
    void aServerThatNeverAnswersHoldsNoThread() throws Exception {
        try (SilentServer server = new SilentServer()) {
            Map<String, String> config = Map.of("url", "http://127.0.0.1:" + server.port());

            server.assertFreesItsThread(() -> explorer.children(config, null, null));
        }
    }

    @Test
    void namesTheOptionToChange() {
        assertThatThrownBy(() -> explorer.children(Map.of("url", "http://127.0.0.1:1"), null, null))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("url"));
        assertThatThrownBy(() -> explorer.children(Map.of(), null, null))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("url"));
    }
}
