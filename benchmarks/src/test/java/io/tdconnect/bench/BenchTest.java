// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.bench.harness.Figures;
import io.tdconnect.bench.sink.SinkBenchmark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTest {
    @Test
    void endsWithOneLineThatHoldsTheFigures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("ratio", "0.500");
        figures.put("records", "10");

        assertThat(new SinkBenchmark().line(figures)).isEqualTo("bench sink: ratio=0.500 records=10");
    }

    @Test
    void takesTheMiddleOfTheRounds() {
        assertThat(Figures.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Figures.median(List.of(4.0, 1.0))).isEqualTo(2.5);
    }

    /** In a process of its own, since the classes of the benchmarks may have been loaded here. */
    @Test
    void optionsAreSetBeforeTheBenchmarksReadThem() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bench.class.getName(),
                        "--restarts",
                        "7")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("over 7 restarts of each connector");
    }
}
