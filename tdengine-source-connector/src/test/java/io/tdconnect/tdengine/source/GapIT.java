// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.TdengineServer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server holds less than what comes next; on the emulator, whose logs expire when a test says so. */
@Timeout(120)
class GapIT {
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
    private Source source;
    private Map<String, String> properties;

    @BeforeEach
    void readSomeAndLoseSome() throws InterruptedException {
        source = new Source(TdengineServer.startEmulator());
        String database = source.meters();
        properties = SourceRun.properties(source.server(), "database", database);
        source.insert(database, 1, 1);
        try (SourceRun run = new SourceRun(properties, offsets)) {
            run.take(1);
        }
        source.insert(database, 2, 1);
        source.server().expireLogs();
        source.insert(database, 3, 1);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void failsWithWhatToDo() throws InterruptedException {
        try (SourceRun run = new SourceRun(properties, offsets)) {
            assertThat(run.failure())
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("rows in between may be lost")
                    .hasMessageContaining("behavior.on.gap=continue");
        }
    }

    @Test
    void goesOnWithTheOldestAndCounts() throws InterruptedException {
        Map<String, String> going = new HashMap<>(properties);
        going.put("behavior.on.gap", "continue");
        try (SourceRun run = new SourceRun(going, offsets)) {
            assertThat(SourceRun.column(run.take(1), "v")).containsExactly(3);
            assertThat(run.metric("gaps")).isEqualTo(1L);
        }
    }
}
