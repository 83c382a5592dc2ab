// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    Path directory;

    @Test
    void failedStartShowsTheEndOfTheLog() {
        ChildProcess process = start("echo unknown setting; exit 3");

        assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(20), () -> false))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContainingAll("server ended with status 3", "unknown setting");
    }

    @Test
    void startThatTakesTooLongIsKilled() {
        ChildProcess process = start("echo waiting; exec sleep 60");

        assertThatThrownBy(() -> process.awaitReady(Duration.ofMillis(200), () -> false))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("not ready within");
        assertThat(process.alive()).isFalse();
    }

    @Test
    void failureShowsOnlyTheLogOfThisStart() {
        start("echo first").awaitSuccess(Duration.ofSeconds(20));
        ChildProcess second = start("echo second; exit 1");

        assertThatThrownBy(() -> second.awaitSuccess(Duration.ofSeconds(20)))
                .hasMessageContaining("second")
                .hasMessageNotContaining("first");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start("server", List.of("sh", "-c", script), directory.resolve("server.log"));
    }
}
