// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDirectoryTest {
    private static final TaskName TASK = new TaskName("mqtt-1");

    @Test
    void itIsBelowTheHomeOfTheUser() {
        assertThat(offsets(Map.of())).isEqualTo(Path.of("/home/u/.local/state/tdconnect/mqtt-1.offsets"));
        assertThat(offsets(Map.of("XDG_STATE_HOME", "relative")))
                .isEqualTo(Path.of("/home/u/.local/state/tdconnect/mqtt-1.offsets"));
    }

    @Test
    void theUserMayMoveIt() {
        assertThat(offsets(Map.of("XDG_STATE_HOME", "/state"))).isEqualTo(Path.of("/state/tdconnect/mqtt-1.offsets"));
    }

    @Test
    void aServiceHasItsOwn() {
        assertThat(offsets(Map.of("STATE_DIRECTORY", "/var/lib/tdconnect:/b", "XDG_STATE_HOME", "/state")))
                .isEqualTo(Path.of("/var/lib/tdconnect/mqtt-1.offsets"));
    }

    private static Path offsets(Map<String, String> environment) {
        return StateDirectory.of(environment, "/home/u").offsets(TASK);
    }
}
