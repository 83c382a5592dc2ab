// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * OpenTSDB 2.4 on an HBase with one process, both on free ports of 127.0.0.1; the modules opentsdb-runtime and hbase-runtime
 * lay them out. It takes half a minute to start.
 */
public final class OpenTsdbServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration REQUEST_LIMIT = Duration.ofMinutes(1);
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root", "."));
    private static final Path HBASE = ROOT.resolve("hbase-runtime");
    private static final Path OPENTSDB = ROOT.resolve("opentsdb-runtime");
    private static final int POINTS_PER_REQUEST = 2_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Path home;
    private final ChildProcess hbase;
    private ChildProcess process;

    private OpenTsdbServer(Map<String, String> settings) {
        requireBuilt(HBASE);
        requireBuilt(OPENTSDB);
        List<Integer> ports = Ports.free(2);
        port = ports.get(0);
        int zookeeper = ports.get(1);
        home = Directories.create("opentsdb");
        Directories.write(home.resolve("hbase/hbase-site.xml"), hbaseSite(zookeeper));
        Directories.write(
                home.resolve("hbase/log4j.properties"),
                List.of(
                        "log4j.rootLogger=WARN,out",
                        "log4j.appender.out=org.apache.log4j.ConsoleAppender",
                        "log4j.appender.out.layout=org.apache.log4j.PatternLayout",
                        "log4j.appender.out.layout.ConversionPattern=%d %p %c{1}: %m%n"));
        Directories.write(
                home.resolve("tsd/logback.xml"),
                List.of(
                        "<configuration><appender name=\"out\" class=\"ch.qos.logback.core.ConsoleAppender\"><encoder>"
                                + "<pattern>%d %p %logger{1}: %m%n</pattern></encoder></appender>",
                        "<root level=\"WARN\"><appender-ref ref=\"out\"/></root></configuration>"));
        Directories.writeProperties(home.resolve("tsd/opentsdb.conf"), tsdSettings(port, zookeeper, settings));
        Path log = home.resolve("hbase.log");
        hbase = ChildProcess.start("HBase", hbaseCommand(), log);
        try {
            hbase.awaitReady(START_LIMIT, () -> ChildProcess.read(log, 0).contains("TABLES READY"));
            process = launch();
        } catch (StartFailedException e) {
            hbase.kill();
            throw e;
        }
    }

    /** Starts a server with these settings of opentsdb.conf besides the usual ones. */
    public static OpenTsdbServer start(Map<String, String> settings) {
        return Ports.startOnFreePorts(() -> new OpenTsdbServer(settings));
    }

    /** The address to connect to. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Port of 127.0.0.1. */
    public int port() {
        return port;
    }

    /**
     * A point in the form of {@code /api/put}.
     *
     * @param time in seconds or milliseconds since 1970
     * @param value a number as JSON text
     * @param tags names and values in turn
     */
    public static String point(String metric, long time, String value, String... tags) {
        StringBuilder text = new StringBuilder("{\"metric\":\"").append(metric).append("\",\"timestamp\":");
        text.append(time).append(",\"value\":").append(value).append(",\"tags\":{");
        for (int i = 0; i < tags.length; i += 2) {
            text.append(i == 0 ? "\"" : ",\"")
                    .append(tags[i])
                    .append("\":\"")
                    .append(tags[i + 1])
                    .append('"');
        }
        return text.append("}}").toString();
    }

    /** Writes points; throws AssertionError if one is refused. */
    public void put(List<String> points) {
        for (int from = 0; from < points.size(); from += POINTS_PER_REQUEST) {
            List<String> part = points.subList(from, Math.min(points.size(), from + POINTS_PER_REQUEST));
            String answer = post("/api/put?details&sync", "[" + String.join(",", part) + "]");
            if (!answer.contains("\"failed\":0,")) {
                throw new AssertionError("OpenTSDB refused points: " + answer);
            }
        }
    }

    /** Sends JSON and returns the answer, which is JSON, too; throws AssertionError if it has a status of 300 or more. */
    public String post(String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(REQUEST_LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError("OpenTSDB answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for OpenTSDB", e);
        }
    }

    /** Ends OpenTSDB as kill -9 does, while HBase goes on. */
    public void kill() {
        process.kill();
    }

    /** Starts OpenTSDB again on the same port and data, ending it first if it runs. */
    public void restart() {
        process.kill();
        process = launch();
    }

    @Override
    public void close() {
        process.kill();
        hbase.kill();
        Directories.delete(home.resolve("hbase"));
    }

    private ChildProcess launch() {
        Path log = home.resolve("tsd.log");
        ChildProcess started = ChildProcess.start("OpenTSDB", tsdCommand(), log);
        started.awaitReady(START_LIMIT, () -> Ports.accepts(port));
        return started;
    }

    private static void requireBuilt(Path module) {
        if (!Files.isDirectory(module.resolve("target/libs"))) {
            throw new IllegalStateException(
                    "Expected " + module.resolve("target/libs").toAbsolutePath() + ", found none; build the module "
                            + module.getFileName());
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private List<String> hbaseCommand() {
        List<String> command =
                new ArrayList<>(List.of(java(), "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        for (String opened : List.of(
                "java.lang",
                "java.lang.reflect",
                "java.net",
                "java.nio",
                "java.util",
                "java.util.concurrent",
                "jdk.internal.ref",
                "sun.nio.ch")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.add("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
        command.add("--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED");
        command.add("-cp");
        command.add(home.resolve("hbase") + ":" + HBASE.resolve("target/libs").toAbsolutePath() + "/*");
        command.add(HBASE.resolve("src/main/launcher/HbaseLauncher.java").toString());
        return command;
    }

    private List<String> tsdCommand() {
        return List.of(
                java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                home.resolve("tsd") + ":" + OPENTSDB.resolve("target/libs").toAbsolutePath() + "/*",
                "net.opentsdb.tools.TSDMain",
                "--config=" + home.resolve("tsd/opentsdb.conf"));
    }

    private List<String> hbaseSite(int zookeeper) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("hbase.cluster.distributed", "false");
        settings.put("hbase.rootdir", "file://" + home.resolve("hbase/data"));
        settings.put("hbase.tmp.dir", home.resolve("hbase/tmp").toString());
        settings.put("hbase.zookeeper.quorum", "127.0.0.1");
        settings.put("hbase.zookeeper.property.clientPort", String.valueOf(zookeeper));
        settings.put(
                "hbase.zookeeper.property.dataDir",
                home.resolve("hbase/zookeeper").toString());
        settings.put("hbase.unsafe.stream.capability.enforce", "false");
        settings.put("hbase.wal.provider", "filesystem");
        settings.put("hbase.master.hostname", "localhost");
        settings.put("hbase.regionserver.hostname", "localhost");
        settings.put("hbase.master.ipc.address", "127.0.0.1");
        settings.put("hbase.regionserver.ipc.address", "127.0.0.1");
        settings.put("hbase.localcluster.assign.random.ports", "true");
        settings.put("hbase.master.info.port", "-1");
        settings.put("hbase.regionserver.info.port", "-1");
        // One region server is all there is, so nothing is gained by waiting for more.
        settings.put("hbase.master.wait.on.regionservers.mintostart", "1");
        settings.put("hbase.master.wait.on.regionservers.maxtostart", "1");
        settings.put("hbase.regionserver.msginterval", "500");
        settings.put("hbase.regionserver.handler.count", "5");
        List<String> lines = new ArrayList<>(List.of("<configuration>"));
        settings.forEach((name, value) ->
                lines.add("<property><name>" + name + "</name><value>" + value + "</value></property>"));
        lines.add("</configuration>");
        return lines;
    }

    private Map<String, String> tsdSettings(int port, int zookeeper, Map<String, String> more) {
        Path cache = home.resolve("cache");
        Directories.write(cache.resolve("empty"), List.of());
        Map<String, String> settings = new TreeMap<>();
        settings.put("tsd.network.port", String.valueOf(port));
        settings.put("tsd.network.bind", "127.0.0.1");
        settings.put("tsd.http.staticroot", home.resolve("tsd").toString());
        settings.put("tsd.http.cachedir", cache.toString());
        settings.put("tsd.http.request.enable_chunked", "true");
        settings.put("tsd.http.request.max_chunk", "1048576");
        settings.put("tsd.core.auto_create_metrics", "true");
        settings.put("tsd.storage.hbase.zk_quorum", "127.0.0.1:" + zookeeper);
        // So that a query sees a point right after it was written.
        settings.put("tsd.storage.flush_interval", "100");
        settings.putAll(more);
        return settings;
    }
}
