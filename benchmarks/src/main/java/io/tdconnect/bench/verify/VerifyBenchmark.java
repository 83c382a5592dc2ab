// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Equal tables on both sides, compared by the command in a process of its own with a small heap: TDengine with TDengine by
 * aggregates and by hashes of rows, InfluxDB with TDengine by hashes of rows and, quickly, by aggregates.
 */
public final class VerifyBenchmark implements Benchmark {
    private static final int ROWS = Integer.getInteger("bench.records", 2_000_000);
    private static final int SUBTABLES = Integer.getInteger("bench.subtables", 100);
    private static final int ROWS_OF_INSERT = 5_000;
    private static final long FIRST = 1_700_000_000_000L;
    private static final String HEAP = "-Xmx" + System.getProperty("bench.heap", "64m");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String purpose() {
        return "rows compared a second, TDengine and InfluxDB with TDengine, and memory";
    }

    @Override
    public Map<String, String> run() throws Exception {
        Map<String, String> figures = new LinkedHashMap<>();
        Path folder = Files.createTempDirectory("verify");
        try (TdengineServer tdengine = TdengineServer.start()) {
            String original = tdengine.createDatabase("ms");
            String copy = tdengine.createDatabase("ms");
            System.out.println("Writing " + ROWS + " rows of 5 columns twice …");
            fill(tdengine, original);
            fill(tdengine, copy);
            Map<String, String> source =
                    tdengine(tdengine, "io.tdconnect.tdengine.source.TdengineSourceConnector", original);
            Map<String, String> sink = tdengine(tdengine, "io.tdconnect.tdengine.sink.TdengineSinkConnector", copy);
            measure(figures, "tdengine_aggregates", folder, source, sink);
            measure(figures, "tdengine_rows", folder, source, sink, "--rows");
            // A tenth of the time: the memory is the same.
            measure(
                    figures,
                    "tdengine_rows_tenth",
                    folder,
                    source,
                    sink,
                    "--rows",
                    "--to",
                    String.valueOf(FIRST + ROWS / SUBTABLES / 10 * 1_000L));
            if (InfluxdServer.available()) {
                measureInflux(figures, folder, sink);
            }
        }
        return figures;
    }

    private static void measureInflux(Map<String, String> figures, Path folder, Map<String, String> sink)
            throws IOException, InterruptedException {
        try (InfluxdServer influxd = InfluxdServer.start()) {
            System.out.println("Writing " + ROWS + " points of 5 fields …");
            influxd.createDatabase("bench");
            List<String> lines = new ArrayList<>();
            for (int table = 0; table < SUBTABLES; table++) {
                for (int row = 0; row < ROWS / SUBTABLES; row++) {
                    lines.add(line(table, row));
                    if (lines.size() == 10_000) {
                        influxd.write("bench", lines);
                        lines.clear();
                    }
                }
            }
            influxd.write("bench", lines);
            Map<String, String> source = Map.of(
                    "connector.class",
                    "io.tdconnect.influxdb.InfluxSourceConnector",
                    "url",
                    influxd.url(),
                    "user",
                    influxd.user(),
                    "password",
                    influxd.password(),
                    "bucket",
                    "bench",
                    "begin.time",
                    "2020-01-01T00:00:00Z");
            measure(figures, "influxdb_quick", folder, source, sink, "--quick");
            measure(figures, "influxdb_rows", folder, source, sink);
        }
    }

    private static Map<String, String> tdengine(TdengineServer server, String connector, String database) {
        Map<String, String> config = new LinkedHashMap<>(Map.of(
                "connector.class",
                connector,
                "connection.url",
                server.host() + ":" + server.port(),
                "connection.user",
                server.user(),
                "connection.password",
                server.password(),
                "database",
                database,
                "request.timeout.ms",
                "600000"));
        if (connector.endsWith("SourceConnector")) {
            config.put("routing.headers", "minimal");
        }
        return config;
    }

    /** Adds rows a second and memory; the tables have to be equal. */
    private static void measure(
            Map<String, String> figures,
            String name,
            Path folder,
            Map<String, String> source,
            Map<String, String> sink,
            String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                VerifyProcess.class.getName(),
                "--json",
                "--source",
                file(folder, "source.json", source),
                "--sink",
                file(folder, "sink.json", sink)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    "Expected equal tables, found status " + process.exitValue() + ": " + out[0]);
        }
        JsonNode report = JSON.readTree(out[0]);
        figures.put(name + "_rows_per_s", report.path("rowsPerSecond").asText());
        figures.put(name + "_rows", report.path("rows").asText());
        String memory = out[1].replaceAll("[^0-9]", "");
        figures.put(name + "_mb", memory.isEmpty() ? "-" : String.valueOf(Long.parseLong(memory) / 1024));
        System.out.printf(
                Locale.ROOT,
                "%s: %,d rows in %,d ms, %,d rows/s, %s MB%n",
                name,
                report.path("rows").asLong(),
                report.path("ms").asLong(),
                report.path("rowsPerSecond").asLong(),
                figures.get(name + "_mb"));
    }

    private static String file(Path folder, String name, Map<String, String> options) throws IOException {
        return Files.writeString(folder.resolve(name), JSON.writeValueAsString(options))
                .toString();
    }

    private static void fill(TdengineServer server, String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE STABLE " + database
                    + ".m (ts TIMESTAMP, a DOUBLE, b BIGINT, c BIGINT, d VARCHAR(16), e BOOL)"
                    + " TAGS (device VARCHAR(16))");
            for (int table = 0; table < SUBTABLES; table++) {
                for (int from = 0; from < ROWS / SUBTABLES; from += ROWS_OF_INSERT) {
                    statement.execute(insert(database, table, from, Math.min(ROWS / SUBTABLES, from + ROWS_OF_INSERT)));
                }
            }
        }
    }

    private static String insert(String database, int table, int from, int to) {
        String name = database + ".m_device_d" + table;
        StringBuilder sql =
                new StringBuilder("INSERT INTO " + name + " USING " + database + ".m TAGS ('d" + table + "') VALUES ");
        for (int row = from; row < to; row++) {
            sql.append('(')
                    .append(FIRST + row * 1_000L)
                    .append(',')
                    .append(row * 0.25 + table)
                    .append(',');
            sql.append(row % 100)
                    .append(',')
                    .append(row)
                    .append(",'state")
                    .append(row % 7)
                    .append("',");
            sql.append(row % 2 == 0).append(')');
        }
        return sql.toString();
    }

    private static String line(int table, int row) {
        return "m,device=d" + table + " a=" + (row * 0.25 + table) + ",b=" + row % 100 + "i,c=" + row + "i,d=\"state"
                + row % 7 + "\",e=" + (row % 2 == 0) + " " + (FIRST + row * 1_000L) * 1_000_000;
    }
}
