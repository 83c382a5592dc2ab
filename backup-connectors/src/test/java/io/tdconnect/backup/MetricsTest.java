// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.backup.read.RestoreMetrics;
import io.tdconnect.common.metrics.Gauge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    @TempDir
    private Path directory;

    @Test
    void everyFigureIsOnThePage() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("tdconnect.root"), "backup-connectors/README.md"));
        List<Gauge> gauges = new ArrayList<>(new RestoreMetrics().gauges());
        try (SinkRun sink = new SinkRun(directory)) {
            gauges.addAll(sink.task.gauges());
        }

        assertThat(gauges)
                .hasSizeGreaterThan(8)
                .allSatisfy(gauge -> assertThat(page).contains("| `" + gauge.name() + "` |"));
    }
}
