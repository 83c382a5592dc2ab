// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.run;

import io.tdconnect.bench.harness.Arrivals;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Figures;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.influxdb.InfluxPoints;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import io.tdconnect.testing.TdengineServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The engine without Kafka from MQTT and from InfluxDB to TDengine, against the slower of reading alone (into a sink that only
 * counts) and writing alone (the same records from memory), in turns; and how soon a process writes its first row, and
 * how much memory it needs for the messages of a meter.
 */
public final class RunBenchmark implements Benchmark {
    static final int RECORDS = Integer.getInteger("bench.records", 200_000);
    private static final String WINDOW = System.getProperty("bench.window", "10000");
    private static final String HEAP = System.getProperty("bench.heap", "64m");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String purpose() {
        return "records/s from MQTT and InfluxDB to TDengine without Kafka, their ratio to the slower of reading and writing"
                + " alone; time to the first row and memory of a process; records/s of the queue on disk";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Map<String, String> figures = new LinkedHashMap<>();
        Path folder = Files.createTempDirectory("bench-run");
        try (TdengineServer tdengine = TdengineServer.startForMeasurement();
                Mosquitto broker =
                        Mosquitto.start(MosquittoOptions.defaults().withSetting("max_inflight_messages " + WINDOW));
                InfluxdServer influxd = InfluxdServer.start()) {
            measureProcess(broker, tdengine, folder, figures);
            InfluxPoints.fill(influxd, "bench", RECORDS);
            new Through("mqtt", mqtt(broker), sinkOfMqtt(tdengine), () -> fill(broker)).measure(folder, figures);
            new Through("influxdb", influx(influxd), sink(tdengine), null).measure(folder, figures);
            addQueue(folder.resolve("queue"), figures);
            figures.put("tdengine", tdengine.isEmulator() ? "emulator" : "server");
        }
        figures.put("records", String.valueOf(RECORDS));
        figures.put("window", WINDOW);
        return figures;
    }

    /** The medians of the queue on disk alone. */
    private static void addQueue(Path folder, Map<String, String> figures) throws IOException, InterruptedException {
        List<Double> appended = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        for (int round = 0; round <= Rounds.LEAST; round++) {
            QueueSpeed speed = QueueSpeed.measure(folder.resolve(String.valueOf(round)), RECORDS);
            if (round > 0) {
                appended.add(speed.appended());
                read.add(speed.read());
            }
        }
        figures.put("queue_append_per_s", text("%.0f", Figures.median(appended)));
        figures.put("queue_read_per_s", text("%.0f", Figures.median(read)));
        figures.put("queue_fsync_every", String.valueOf(QueueSpeed.BATCH));
    }

    /** Puts messages into the session of the source. */
    private static void fill(Mosquitto broker) throws Exception {
        MeterMessages.publish(broker.url(), RECORDS);
    }

    private static void measureProcess(
            Mosquitto broker, TdengineServer tdengine, Path folder, Map<String, String> figures) throws Exception {
        MeterMessages.subscribe(broker.url(), "tdconnect-bench-0", "meters/#");
        MeterMessages.publish(broker.url(), 1);
        Path file = Files.createDirectory(folder.resolve("process")).resolve("task.properties");
        write(file, mqtt(broker), sinkOfMqtt(tdengine));
        long before = tdengine.discardedRows();
        long start = System.nanoTime();
        // As bin/tdconnect does.
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xss512k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineMain.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("process.log").toFile());
        command.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = command.start();
        try {
            Arrivals.await(() -> tdengine.discardedRows() - before, 1);
            figures.put("first_row_s", text("%.1f", (System.nanoTime() - start) / 1e9));
            broker.awaitSubscription("meters/#", LIMIT);
            MeterMessages.publish(broker.url(), 20_000);
            Arrivals.await(() -> tdengine.discardedRows() - before, 20_001);
            figures.put("rss_mb", String.valueOf(residentMegabytes(process.pid())));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static long residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static void write(Path file, Map<String, String> source, Map<String, String> sink) throws IOException {
        Properties properties = new Properties();
        source.forEach((option, value) -> properties.setProperty("source." + option, value));
        sink.forEach((option, value) -> properties.setProperty("sink." + option, value));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    private static Map<String, String> mqtt(Mosquitto broker) {
        return Map.of(
                "connector.class", "io.tdconnect.mqtt.MqttSourceConnector",
                "broker.urls", broker.url(),
                "topics", "meters/#::1",
                "receive.maximum", WINDOW,
                "kafka.topic", "meters");
    }

    private static Map<String, String> influx(InfluxdServer influxd) {
        return Map.of(
                "connector.class", "io.tdconnect.influxdb.InfluxSourceConnector",
                "url", influxd.url(),
                "user", influxd.user(),
                "password", influxd.password(),
                "bucket", "bench",
                "begin.time", "2020-01-01T00:00:00Z",
                "end.time", "2021-01-01T00:00:00Z",
                "read.window", "P36500D");
    }

    private static Map<String, String> sink(TdengineServer tdengine) {
        return Map.of(
                "connector.class",
                "io.tdconnect.tdengine.sink.TdengineSinkConnector",
                "connection.url",
                "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port(),
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "database",
                "bench_run",
                "auto.create.database",
                "true");
    }

    private static Map<String, String> sinkOfMqtt(TdengineServer tdengine) {
        Map<String, String> config = new HashMap<>(sink(tdengine));
        config.put("transforms", "parse,map");
        config.put("transforms.parse.type", "io.tdconnect.transforms.ParseJson$Value");
        config.put("transforms.map.type", "io.tdconnect.transforms.MapToTable$Value");
        config.put("transforms.map.stable", "meters");
        config.put("transforms.map.table", "d{id}");
        config.put("transforms.map.timestamp.field", "ts");
        config.put("transforms.map.columns", "ts, id:INT, current:FLOAT, voltage:INT, phase:FLOAT");
        config.put("transforms.map.tags", "groupid:INT, location:VARCHAR(20)");
        return config;
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
