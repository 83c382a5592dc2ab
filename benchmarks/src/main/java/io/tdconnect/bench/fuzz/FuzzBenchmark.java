// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random inputs for everything that reads external data, each kind in a process with a small heap. */
public final class FuzzBenchmark implements Benchmark {
    private static final String HEAP = "-Xmx256m";
    private static final long MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String purpose() {
        return "random records, answers and options for each reader (--inputs N for each, default 1000000; --seed N;"
                + " --target NAME): escapes are those that end in another error than a refusal, or take a second";
    }

    @Override
    public Map<String, String> run() throws Exception {
        long seed = Long.getLong("bench.seed", System.nanoTime() >>> 20);
        long inputs = Long.getLong("bench.inputs", 1_000_000L);
        String only = System.getProperty("bench.target", "");
        System.out.println("seed " + seed + ", " + inputs + " inputs for each target, heap " + HEAP.substring(4));
        int targets = 0;
        long all = 0;
        long escapes = 0;
        long growth = 0;
        long slowest = 0;
        for (FuzzTarget target : FuzzTargets.all()) {
            if (target.name().startsWith(only)) {
                FuzzRun.Outcome outcome = run(target.name(), seed, inputs);
                targets++;
                all += outcome.inputs();
                escapes += outcome.escapes();
                growth = Math.max(growth, outcome.heapGrowth());
                slowest = Math.max(slowest, outcome.slowestMillis());
            }
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("targets", Integer.toString(targets));
        figures.put("inputs", Long.toString(all));
        figures.put("escapes", Long.toString(escapes));
        figures.put("heap_growth", growth / MEGABYTE + "MB");
        figures.put("slowest", slowest + "ms");
        return figures;
    }

    /** {@code fuzz targets=… inputs=… escapes=… heap_growth=… slowest=…}, the two last of the worst target. */
    @Override
    public String line(Map<String, String> figures) {
        return Figures.line("fuzz", figures);
    }

    private static FuzzRun.Outcome run(String name, long seed, long inputs) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Dtdconnect.log.level=OFF",
                "-Dlog4j2.configurationFile=classpath:tdconnect-log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                FuzzRun.class.getName(),
                name,
                Long.toString(seed),
                Long.toString(inputs));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String last = "";
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(line.startsWith("inputs=") ? name + ": " + line : line);
                last = line;
            }
        }
        if (process.waitFor() != 0 || !last.startsWith("inputs=")) {
            return new FuzzRun.Outcome(0, 0, 1, 0, 0, List.of());
        }
        return FuzzRun.Outcome.parse(last);
    }
}
