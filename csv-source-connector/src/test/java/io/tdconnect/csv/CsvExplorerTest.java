// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Matches;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.SampleLimits;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.common.explore.ServerExplorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExplorerTest {
    private static final SampleLimits LIMITS = new SampleLimits(2, Duration.ofSeconds(20), 1000);

    private final ServerExplorer explorer = new CsvExplorer();

    @TempDir
    private Path folder;

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(ServerExplorer.class).stream())
                .extracting(provider -> provider.type().getName())
                .contains(CsvExplorer.class.getName());
        assertThat(CsvSourceConfig.CONFIG_DEF.names())
                .containsAll(explorer.kind().basicOptions())
                .containsAll(explorer.kind().collectionOptions())
                .contains(explorer.kind().topicOption());
    }

    @Test
    void showsTheFirstRowsWithTheirTypes() throws Exception {
        write("a.csv", "id,ts,v\n<b>,1700000000000,1.5\nbroken,x,2\nc,1700000000001,\nd,1700000000002,3\n");
        Samples samples = explorer.samples(config("types", "ts: TIMESTAMP(ms), v: DOUBLE"), LIMITS);
        assertThat(samples.samples())
                .extracting(sample -> new String(sample.value(), UTF_8))
                .containsExactly(
                        "{\"id\":\"<b>\",\"ts\":1700000000000,\"v\":1.5}",
                        "{\"id\":\"c\",\"ts\":1700000000001,\"v\":null}");
        assertThat(samples.more()).isTrue();
        assertThat(samples.samples().get(0).headers()).containsEntry("csv.line", "2");
    }

    @Test
    void showsTheFilesThatMatch() throws Exception {
        write("a.csv", "x\n1\n");
        write("b.csv", "x\n1\n");
        write("c.log", "x\n1\n");
        Matches matches = explorer.matches(config());
        assertThat(matches.count()).isEqualTo(2);
        assertThat(matches.first())
                .extracting(Node::name)
                .containsExactly(
                        folder.resolve("a.csv").toString(),
                        folder.resolve("b.csv").toString());
        assertThat(matches.first().get(0).details()).containsEntry("bytes", "4");
    }

    @Test
    void namesTheOptionToChange() throws Exception {
        problem(Map.of("files", ""));
        problem(Map.of("files", folder.resolve("none") + "/*.csv"));
        write("twice.csv", "x,x\n1,2\n");
        problem(config());
    }

    private void problem(Map<String, String> config) {
        assertThatThrownBy(() -> explorer.samples(config, LIMITS))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("files"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Map<String, String> config(String... more) {
        Map<String, String> config = new HashMap<>(Map.of("files", folder.toString(), "topic", ""));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }
}
