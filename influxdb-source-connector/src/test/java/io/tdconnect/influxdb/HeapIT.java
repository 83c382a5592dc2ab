// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.InfluxdServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A window with far more points than the heap could hold. */
@Timeout(180)
class HeapIT {
    private static final int SERIES = 500;
    private static final int POINTS = 2_000;

    @Test
    void aWindowOfAMillionPointsFitsIntoASmallHeap() throws Exception {
        try (InfluxdServer server = Influxd.start()) {
            server.createDatabase("db");
            for (int part = 0; part < 10; part++) {
                fill(server, part * POINTS / 10, (part + 1) * POINTS / 10);
            }
            Map<String, String> properties = TaskRun.properties(server, "db", List.of("m"), "read.window", "P36500D");

            assertThat(readWithHeap("24m", properties)).contains("records: " + SERIES * POINTS);
        }
    }

    private static void fill(InfluxdServer server, int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int point = from; point < to; point++) {
            for (int series = 0; series < SERIES; series++) {
                lines.add("m,host=h" + series + " a=" + point + ",b=" + series + "i,c=\"text " + point + "\" "
                        + (Influxd.T0 + point * Influxd.SECOND));
            }
        }
        server.write("db", lines);
    }

    private static String readWithHeap(String heap, Map<String, String> properties)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HeapIT.class.getName()));
        properties.forEach((name, value) -> command.add(name + "=" + value));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** Reads with the properties given as {@code name=value} and prints how many records there were. */
    public static void main(String[] properties) throws InterruptedException {
        Map<String, String> map = new HashMap<>();
        Arrays.stream(properties).forEach(pair -> {
            int separator = pair.indexOf('=');
            map.put(pair.substring(0, separator), pair.substring(separator + 1));
        });
        long count = 0;
        try (TaskRun run = new TaskRun(map)) {
            for (List<SourceRecord> records = run.pollUntilFinished();
                    !records.isEmpty();
                    records = run.pollUntilFinished()) {
                count += records.size();
            }
        }
        System.out.println("records: " + count);
    }
}
