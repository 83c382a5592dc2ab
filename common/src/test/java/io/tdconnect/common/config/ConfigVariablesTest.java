// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigVariablesTest {
    @TempDir
    private Path folder;

    @Test
    void valuesComeFromFilesFoldersAndTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("td.properties"), "user=op\npassword=a$1:${env:PATH}\\\\\n");
        Files.writeString(folder.resolve("token"), "t0ken");

        ConfigVariables variables = ConfigVariables.replacedIn(Map.of(
                "login", "${file:" + file + ":user}/${file:" + file + ":password}",
                "token", "${dir:" + folder + ":token}",
                "path", "<${env:PATH}>"));

        assertThat(variables.problems()).isEmpty();
        assertThat(variables.config())
                // What is in a file is a value, not another variable.
                .containsEntry("login", "op/a$1:${env:PATH}\\")
                .containsEntry("token", "t0ken")
                .containsEntry("path", "<" + System.getenv("PATH") + ">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "${topic}", "d${id}", "${vault:secret/td:password}", "$1", "${file:", "{env:PATH}"})
    void otherTextStays(String text) {
        ConfigVariables variables = ConfigVariables.replacedIn(Map.of("option", text));

        assertThat(variables).isEqualTo(new ConfigVariables(Map.of("option", text), Map.of()));
    }

    @Test
    void whatIsMissingIsAProblemOfItsOption() throws IOException {
        Path file = Files.writeString(folder.resolve("td.properties"), "user=op\n");

        ConfigVariables variables = ConfigVariables.replacedIn(Map.of(
                "key", "${file:" + file + ":password}",
                "file", "${file:" + folder.resolve("none") + ":password}",
                "env", "x${env:NO_SUCH_VARIABLE_OF_TDCONNECT}",
                "right", "${file:" + file + ":user}"));

        assertThat(variables.problems())
                .containsOnlyKeys("key", "file", "env")
                .hasEntrySatisfying(
                        "key",
                        message -> assertThat(message)
                                .contains("expected a value for ${file:" + file + ":password}, found none"))
                .hasEntrySatisfying(
                        "file",
                        message -> assertThat(message)
                                .contains(folder.resolve("none").toString()))
                .hasEntrySatisfying(
                        "env",
                        message -> assertThat(message)
                                .isEqualTo("expected a value for ${env:NO_SUCH_VARIABLE_OF_TDCONNECT}, found none"));
        assertThat(variables.config()).containsEntry("right", "op");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void onlyAllowedFilesAreRead() throws IOException {
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Files.writeString(allowed.resolve("token"), "t0ken");
        Files.writeString(folder.resolve("token"), "other");
        Files.createSymbolicLink(allowed.resolve("link"), folder.resolve("token"));
        System.setProperty(WorkerFile.ALLOWED_PATHS, "/etc/tdconnect, " + allowed);
        try {
            ConfigVariables variables = ConfigVariables.replacedIn(Map.of(
                    "in", "${dir:" + allowed + ":token}",
                    "out", "${dir:" + folder + ":token}",
                    "link", "${dir:" + allowed + ":link}",
                    "above", "${dir:" + allowed + "/..:token}",
                    "file", "${file:" + folder.resolve("token") + ":other}"));

            assertThat(variables.config()).containsEntry("in", "t0ken");
            assertThat(variables.problems())
                    .containsOnlyKeys("out", "link", "above", "file")
                    .allSatisfy((option, message) -> assertThat(message).contains(WorkerFile.ALLOWED_PATHS));
        } finally {
            System.clearProperty(WorkerFile.ALLOWED_PATHS);
        }
    }
}
