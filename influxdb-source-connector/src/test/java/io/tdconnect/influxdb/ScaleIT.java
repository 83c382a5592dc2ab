// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static io.tdconnect.influxdb.Influxd.T0;
import static io.tdconnect.influxdb.TaskRun.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.InfluxdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ScaleIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private InfluxdServer server;

    @BeforeEach
    void startServer() {
        server = Influxd.start();
        server.createDatabase("db");
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void readsTenThousandMeasurements() throws Exception {
        int count = 10_000;
        server.write(
                "db",
                IntStream.range(0, count)
                        .mapToObj(i -> "m" + i + " value=" + i + "i " + T0)
                        .toList());
        List<String> names = IntStream.range(0, count).mapToObj(i -> "m" + i).toList();

        assertThat(readAll(names, count)).isEqualTo(count);
    }

    @Test
    void readsAMillionSeries() throws Exception {
        int count = 1_000_000;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("m,id=" + i + " value=" + i + "i " + (T0 + i));
            if (lines.size() == 100_000) {
                server.write("db", lines);
                lines.clear();
            }
        }

        assertThat(readAll(List.of("m"), count)).isEqualTo(count);
    }

    /** Reads to the end, each value once; returns how many there were. */
    private int readAll(List<String> measurements, int count) throws InterruptedException {
        BitSet values = new BitSet(count);
        try (TaskRun run = new TaskRun(properties(server, "db", measurements))) {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            for (List<SourceRecord> records = run.pollUntilFinished();
                    !records.isEmpty();
                    records = run.pollUntilFinished()) {
                for (SourceRecord record : records) {
                    int value = ((Struct) record.value()).getInt64("value").intValue();
                    assertThat(values.get(value))
                            .as("value %d came before", value)
                            .isFalse();
                    values.set(value);
                }
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        }
        return values.cardinality();
    }
}
