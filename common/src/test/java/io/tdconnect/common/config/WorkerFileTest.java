// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class WorkerFileTest {
    @TempDir
    private Path folder;

    private Path secret;

    @BeforeEach
    void writeSecret() throws IOException {
        secret = Files.writeString(folder.resolve("secret.properties"), "password=hunter2");
    }

    @AfterEach
    void allowAll() {
        System.clearProperty(WorkerFile.ALLOWED_PATHS);
    }

    @Test
    void readsTextWithAndWithoutTheSignOfTaosx() {
        assertThat(WorkerFile.text(secret.toString())).isEqualTo("password=hunter2");
        assertThat(WorkerFile.text(" @" + secret + " ")).isEqualTo("password=hunter2");
    }

    @Test
    void refusesOtherEncodingsWithoutShowingThem() throws IOException {
        Path file = Files.write(folder.resolve("latin1"), new byte[] {'h', 'u', 'n', 't', (byte) 0xe9});

        assertThatThrownBy(() -> WorkerFile.text(file.toString()))
                .hasMessage("expected a file in UTF-8, found another encoding");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(10)
    void refusesWhatNeverEnds() throws Exception {
        Path pipe = folder.resolve("pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(mkfifo.waitFor(5, TimeUnit.SECONDS)).isTrue();

        for (String path : new String[] {"/dev/zero", "/dev/stdin", pipe.toString(), folder.toString()}) {
            assertThatThrownBy(() -> WorkerFile.bytes(path))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("expected a");
        }
    }

    @Test
    void refusesLargeFiles() throws IOException {
        Path large = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(WorkerFile.LIMIT + 1L);
        }

        assertThatThrownBy(() -> WorkerFile.bytes(large.toString()))
                .hasMessage("expected a file of at most 16777216 bytes, found a larger one");
    }

    @Test
    void readsOnlyBelowTheAllowedFolders() throws IOException {
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Path points = Files.writeString(allowed.resolve("points.csv"), "point_id");
        System.setProperty(WorkerFile.ALLOWED_PATHS, "/etc/tdconnect, " + allowed);

        assertThat(WorkerFile.text(points.toString())).isEqualTo("point_id");
        assertOutside(secret.toString());
        assertOutside(allowed + "/../secret.properties");
        assertOutside(folder + "/allowed-too/points.csv");
        // The answer does not reveal whether a file exists, either.
        assertOutside("/etc/passwd-that-is-not-there");
        assertThatThrownBy(() -> WorkerFile.text(allowed + "/missing"))
                .hasMessage("expected a file that every Connect worker can read, found no such file");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsNoLinkOutOfTheAllowedFolders() throws IOException {
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Path link = Files.createSymbolicLink(allowed.resolve("link"), secret);
        System.setProperty(WorkerFile.ALLOWED_PATHS, allowed.toString());

        assertOutside(link.toString());
    }

    @Test
    void anEmptyListAllowsNothing() {
        System.setProperty(WorkerFile.ALLOWED_PATHS, "");

        assertOutside(secret.toString());
    }

    private static void assertOutside(String path) {
        assertThatThrownBy(() -> WorkerFile.text(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a path below the folders that the worker's system property"
                        + " io.tdconnect.allowed.paths allows, found another");
    }
}
