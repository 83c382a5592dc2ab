// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists the benchmarks, or runs those that are named. */
public final class Bench {
    private static final List<Benchmark> BENCHMARKS = List.of(
            new SinkBenchmark(),
            new SoakBenchmark(),
            new SuiteSoak(),
            new InfluxBenchmark(),
            new MqttBenchmark(),
            new OpcuaBenchmark(),
            new TdengineSourceBenchmark(),
            new TransformsBenchmark(),
            new StreamPipelineBenchmark(),
            new FuzzBenchmark());

    private Bench() {}

    /** Ends with status 2 when a name is unknown; {@code --minutes N} is for those that run as long as they are told. */
    public static void main(String[] arguments) throws Exception {
        // Milo's server makes a logger for each value that it reads, for which Log4j would look through the stack each
        // time.
        System.setProperty("log4j2.contextSelector", "org.apache.logging.log4j.core.selector.BasicContextSelector");
        List<String> names = new ArrayList<>(List.of(arguments));
        int minutes = names.indexOf("--minutes");
        if (minutes >= 0 && minutes + 1 < names.size()) {
            System.setProperty("bench.minutes", names.remove(minutes + 1));
            names.remove(minutes);
        }
        if (names.isEmpty()) {
            BENCHMARKS.forEach(b -> System.out.printf("%-16s %s%n", b.name(), b.purpose()));
            return;
        }
        for (String name : names) {
            Benchmark benchmark = named(name);
            if (benchmark == null) {
                System.err.println("No benchmark " + name + "; bin/bench lists them.");
                System.exit(2);
                return;
            }
            System.out.println(line(name, benchmark.run()));
        }
    }

    private static @Nullable Benchmark named(String name) {
        return BENCHMARKS.stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    static String line(String name, Map<String, String> figures) {
        return "bench " + name + ": "
                + figures.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "));
    }
}
