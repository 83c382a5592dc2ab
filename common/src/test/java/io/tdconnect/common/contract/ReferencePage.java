// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page below {@code docs/reference} that must match the options in the code. */
final class ReferencePage {
    private final Path file;
    private final String title;

    ReferencePage(Path root, String pluginName) {
        this.file = root.resolve("docs").resolve("reference").resolve(pluginName + ".md");
        this.title = pluginName;
    }

    /** Checks that the page contains the section, or writes it if {@code update}. */
    void check(String section, boolean update) throws IOException {
        String page = Files.exists(file) ? Files.readString(file) : "";
        if (update) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, ConfigReference.withSection(page, title, section));
        } else {
            assertThat(ConfigReference.sectionOf(page, section).trim())
                    .as("%s; run the test with -Dupdate.reference to rewrite it", file)
                    .isEqualTo(section.trim());
        }
    }

    static boolean updateRequested() {
        String update = System.getProperty("update.reference");
        return update != null && !update.equals("false");
    }
}
