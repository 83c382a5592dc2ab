// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.contract.ConfigReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The generated page of options. */
class ReferenceTest {
    private static final Path PAGE =
            Path.of(System.getProperty("tdconnect.root"), "docs", "reference", "stream-pipeline.md");

    @Test
    void thePageIsUpToDate() throws IOException {
        String section = ConfigReference.section(
                "Pipeline", List.of(StreamPipelineCommand.class.getName()), PipelineConfig.CONFIG_DEF);
        String page = ConfigReference.withSection("", "stream-pipeline", section);
        String update = System.getProperty("update.reference");

        if (update != null && !update.equals("false")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("run the test with -Dupdate.reference to rewrite it")
                .isEqualTo(page);
    }
}
