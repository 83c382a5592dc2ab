// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.contract.ConfigReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The generated page of options. */
class ReferenceTest {
    private static final Path PAGE = Path.of(System.getProperty("tdconnect.root"), "docs", "reference", "console.md");

    @Test
    void thePageIsUpToDate() throws IOException {
        ConfigDef prefixed = new ConfigDef();
        prefixed.embed(ConsoleConfig.PREFIX, "", 0, ConsoleConfig.definitions());
        String section = ConfigReference.section("Console", List.of(ConsoleExtension.class.getName()), prefixed)
                .replace("### : ", "### ");
        String page = ConfigReference.withSection("", "console", section);
        String update = System.getProperty("update.reference");

        if (update != null && !update.equals("false")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("run the test with -Dupdate.reference to rewrite it")
                .isEqualTo(page);
    }
}
