// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.influxdb;

import io.tdconnect.bench.harness.Figures;
import io.tdconnect.influxdb.client.AnswerReader;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.testing.InfluxdServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connector's own decoder of MessagePack against the library msgpack-core, on the same answer of influxd in memory. */
final class ReaderComparison {
    private static final int POINTS = 200_000;
    private static final int WARM_UPS = 5;
    private static final int ROUNDS = 15;

    private long rows;

    private ReaderComparison() {}

    /** One way to read an answer. */
    @FunctionalInterface
    private interface Reader {
        void read(InputStream answer, AnswerReader.Target target) throws Exception;
    }

    /** Adds the processor time of both for a point, and their ratio. */
    static void add(InfluxdServer influxd, String database, Map<String, String> figures) throws Exception {
        byte[] answer = answer(influxd, database);
        Reader own = (in, target) -> new AnswerReader(in).read(target);
        Reader library = (in, target) -> new LibraryReader(in).read(target);
        ReaderComparison comparison = new ReaderComparison();
        List<Double> ofOwn = new ArrayList<>();
        List<Double> ofLibrary = new ArrayList<>();
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            double first = comparison.nanos(own, answer);
            double second = comparison.nanos(library, answer);
            if (round >= 0) {
                ofOwn.add(first);
                ofLibrary.add(second);
            }
        }
        figures.put("own_decoder_ns_per_point", text("%.0f", Figures.median(ofOwn)));
        figures.put("msgpack_core_ns_per_point", text("%.0f", Figures.median(ofLibrary)));
        figures.put("msgpack_core_ratio", text("%.2f", Figures.median(ofOwn) / Figures.median(ofLibrary)));
    }

    private double nanos(Reader reader, byte[] answer) throws Exception {
        rows = 0;
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        reader.read(new ByteArrayInputStream(answer), HttpInfluxClient.target(new InfluxClient.Rows() {
            @Override
            public void series(String measurement, Map<String, String> tags) {
                // Discarded.
            }

            @Override
            public void row(long time, @Nullable Object[] row) {
                rows++;
            }
        }));
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (rows != POINTS) {
            throw new IllegalStateException("Expected " + POINTS + " points, found " + rows);
        }
        return (double) used / POINTS;
    }

    private static byte[] answer(InfluxdServer influxd, String database) throws IOException {
        String query = "SELECT * FROM m GROUP BY * LIMIT " + POINTS / 1_000;
        URI url = URI.create(influxd.url() + "/query?chunked=true&chunk_size=10000&db=" + database + "&q="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestProperty("Accept", "application/x-msgpack");
        String login = influxd.user() + ":" + influxd.password();
        connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
