// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.bench.console.ConsoleBenchmark;
import io.tdconnect.bench.csv.CsvBenchmark;
import io.tdconnect.bench.fuzz.FuzzBenchmark;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.MachineTime;
import io.tdconnect.bench.influxdb.InfluxBenchmark;
import io.tdconnect.bench.influxdb.MigrateBenchmark;
import io.tdconnect.bench.latency.LatencyBenchmark;
import io.tdconnect.bench.mqtt.MqttBenchmark;
import io.tdconnect.bench.opcua.OpcuaBenchmark;
import io.tdconnect.bench.opentsdb.OpenTsdbBenchmark;
import io.tdconnect.bench.run.RunBenchmark;
import io.tdconnect.bench.sink.SinkBenchmark;
import io.tdconnect.bench.sink.SinkSoakBenchmark;
import io.tdconnect.bench.soak.SuiteSoak;
import io.tdconnect.bench.source.TdengineSourceBenchmark;
import io.tdconnect.bench.streams.StreamPipelineBenchmark;
import io.tdconnect.bench.transforms.TransformsBenchmark;
import io.tdconnect.bench.verify.VerifyBenchmark;
import io.tdconnect.bench.worker.ManyConnectors;
import io.tdconnect.bench.worker.RestartsBenchmark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists the benchmarks, or runs those that are named. */
public final class Bench {
    private static final List<String> OPTIONS =
            List.of("minutes", "restarts", "connectors", "workers", "rows", "inputs", "seed", "target");

    private Bench() {}

    /**
     * Ends with status 2 when a name is unknown; options such as {@code --minutes N} apply to the benchmarks that know
     * them.
     */
    public static void main(String[] arguments) throws Exception {
        // Milo's server creates a logger for each value that it reads; by default Log4j would walk the stack each time.
        System.setProperty("log4j2.contextSelector", "org.apache.logging.log4j.core.selector.BasicContextSelector");
        List<String> names = new ArrayList<>(List.of(arguments));
        for (String option : OPTIONS) {
            int place = names.indexOf("--" + option);
            if (place >= 0 && place + 1 < names.size()) {
                System.setProperty("bench." + option, names.remove(place + 1));
                names.remove(place);
            }
        }
        if (names.isEmpty()) {
            benchmarks().forEach(b -> System.out.printf("%-16s %s%n", b.name(), b.purpose()));
            return;
        }
        for (String name : names) {
            Benchmark benchmark = named(name);
            if (benchmark == null) {
                System.err.println("No benchmark " + name + "; bin/bench lists them.");
                System.exit(2);
                return;
            }
            MachineTime before = MachineTime.now();
            Map<String, String> figures = new LinkedHashMap<>(benchmark.run());
            MachineTime.now().addSince(before, figures);
            System.out.println(benchmark.line(figures));
        }
    }

    /** Not before the options are set: benchmarks read them when their classes are loaded. */
    private static List<Benchmark> benchmarks() {
        return List.of(
                new SinkBenchmark(),
                new SinkSoakBenchmark(),
                new SuiteSoak(),
                new ConsoleBenchmark(),
                new CsvBenchmark(),
                new InfluxBenchmark(),
                new MigrateBenchmark(),
                new MqttBenchmark(),
                new OpcuaBenchmark(),
                new OpenTsdbBenchmark(),
                new RunBenchmark(),
                new TdengineSourceBenchmark(),
                new TransformsBenchmark(),
                new StreamPipelineBenchmark(),
                new LatencyBenchmark(),
                new ManyConnectors(),
                new RestartsBenchmark(),
                new VerifyBenchmark(),
                new FuzzBenchmark());
    }

    private static @Nullable Benchmark named(String name) {
        return benchmarks().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
