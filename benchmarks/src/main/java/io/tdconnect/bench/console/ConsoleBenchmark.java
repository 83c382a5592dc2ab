// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.console;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Figures;
import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.PluginZip;
import io.tdconnect.testing.Ports;
import io.tdconnect.testing.TdengineServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The first page of the web console on a warm worker, as a browser without a cache loads it: bytes over the network, and the time
 * until the list of tasks is drawn. It fails if a limit is exceeded.
 */
public final class ConsoleBenchmark implements Benchmark {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
    private static final int TASKS = 20;
    private static final double MOST_KILOBYTES = 300;
    private static final double MOST_MILLIS = 1_000;

    @Override
    public String name() {
        return "console";
    }

    @Override
    public String purpose() {
        return "bytes of the first page of the web console, and milliseconds until its list of tasks is drawn";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Path root = Path.of(System.getProperty("tdconnect.root")).toAbsolutePath();
        Path plugins = Files.createTempDirectory("bench-console");
        PluginZip.unpack(root, "suite", plugins);
        int port = Ports.free();
        LaunchOptions options = LaunchOptions.defaults()
                .withProperty("rest.extension.classes", "io.tdconnect.console.ConsoleExtension")
                .withProperty("tdconnect.console.listeners", "http://127.0.0.1:" + port);
        try (TdengineServer tdengine = TdengineServer.start();
                KafkaProcess kafka = KafkaProcess.start();
                ConnectProcess worker = ConnectProcess.start(kafka.bootstrapServers(), List.of(plugins), options)) {
            for (int i = 0; i < TASKS; i++) {
                worker.rest().putConnector("task-" + i, sink(tdengine, i));
            }
            return figures("http://127.0.0.1:" + port + "/#/tasks");
        }
    }

    private static Map<String, String> figures(String page) {
        List<Double> millis = new ArrayList<>();
        List<Double> kilobytes = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            PageLoad load = PageLoad.measure(page, TASKS);
            System.out.printf(
                    Locale.ROOT,
                    "round %d%s: drawn after %.0f ms, %.1f KB in %d requests%n",
                    round,
                    round == 0 ? " (to warm up)" : "",
                    load.millis(),
                    load.kilobytes(),
                    load.requests());
            if (round > 0) {
                millis.add(load.millis());
                kilobytes.add(load.kilobytes());
            }
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("drawn_ms", text(Figures.median(millis)));
        figures.put("first_page_kb", text(Figures.median(kilobytes)));
        figures.put("tasks", String.valueOf(TASKS));
        figures.put("rounds", String.valueOf(ROUNDS));
        if (Figures.median(millis) > MOST_MILLIS || Figures.median(kilobytes) > MOST_KILOBYTES) {
            throw new IllegalStateException(
                    "Expected at most " + MOST_MILLIS + " ms and " + MOST_KILOBYTES + " KB, found " + figures);
        }
        return figures;
    }

    private static Map<String, String> sink(TdengineServer tdengine, int number) {
        return Map.of(
                "connector.class",
                "io.tdconnect.tdengine.sink.TdengineSinkConnector",
                "topics",
                "topic-" + number,
                "connection.url",
                tdengine.host() + ":" + tdengine.port(),
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "database",
                "test",
                "auto.create.database",
                "true",
                "validate.connection",
                "false");
    }

    private static String text(double figure) {
        return String.format(Locale.ROOT, "%.0f", figure);
    }
}
