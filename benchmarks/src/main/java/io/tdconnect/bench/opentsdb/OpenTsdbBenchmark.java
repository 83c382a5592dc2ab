// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.opentsdb;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Figures;
import io.tdconnect.bench.harness.TopicPoints;
import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.opentsdb.client.AnswerReader;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.OpenTsdbServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The OpenTSDB source against a bare reader that asks for the same window, parses and discards, alternating. OpenTSDB itself
 * makes most of the time of both.
 */
public final class OpenTsdbBenchmark implements Benchmark {
    private static final int RECORDS = Integer.getInteger("bench.records", 500_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int SERIES = 1_000;
    private static final long FIRST = 1_700_000_000L;
    private static final int POINTS_AT_ONCE = 20_000;

    private final List<Double> bare = new ArrayList<>();
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    @Override
    public String name() {
        return "opentsdb";
    }

    @Override
    public String purpose() {
        return "points/s from OpenTSDB to Kafka, and their ratio to a reader that parses and discards";
    }

    @Override
    public Map<String, String> run() throws Exception {
        try (OpenTsdbServer server = OpenTsdbServer.start(Map.of());
                Cluster cluster = Cluster.start(List.of(), "opentsdb-source-connector")) {
            System.out.println("Writing " + RECORDS + " points of " + SERIES + " series …");
            fill(server);
            // The first connector of a worker runs at a third of the speed of later ones.
            readBare(server);
            measure(cluster, server, "warm-up", "1");
            bare.clear();
            rates.clear();
            for (int round = 1; round <= ROUNDS; round++) {
                readBare(server);
                double one = measure(cluster, server, "one-" + round, "1");
                double many = measure(cluster, server, "many-" + round, "50");
                System.out.printf(
                        Locale.ROOT,
                        "round %d: bare %,.0f points/s, one per record %,.0f, fifty %,.0f%n",
                        round,
                        bare.get(round - 1),
                        one,
                        many);
            }
            return figures();
        }
    }

    private Map<String, String> figures() {
        double ceiling = Figures.median(bare);
        Map<String, String> figures = new LinkedHashMap<>();
        rates.forEach((perRecord, found) -> {
            String prefix = perRecord.equals("1") ? "" : "per_record_" + perRecord + "_";
            figures.put(prefix + "ratio", String.format(Locale.ROOT, "%.3f", Figures.median(found) / ceiling));
            figures.put(prefix + "points_per_s", String.format(Locale.ROOT, "%.0f", Figures.median(found)));
        });
        figures.put("bare_points_per_s", String.format(Locale.ROOT, "%.0f", ceiling));
        figures.put("points", String.valueOf(RECORDS));
        figures.put("rounds", String.valueOf(ROUNDS));
        return figures;
    }

    private static void fill(OpenTsdbServer server) {
        List<String> points = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            points.add(OpenTsdbServer.point(
                    "bench", FIRST + i / SERIES, (i % 97) + ".5", "device", "d" + i % SERIES, "site", "s" + i % 100));
            if (points.size() == POINTS_AT_ONCE || i == RECORDS - 1) {
                server.put(points);
                points.clear();
            }
        }
    }

    private void readBare(OpenTsdbServer server) throws Exception {
        HttpConnection connection = new HttpConnection(
                URI.create(server.url()),
                null,
                null,
                new HttpConnection.Transport(Duration.ofSeconds(10), Duration.ofMinutes(5), false));
        long[] count = {0};
        long start = System.nanoTime();
        try (OpenTsdbClient client = new OpenTsdbClient(connection)) {
            client.read("bench", FIRST * 1_000, (FIRST + 86_400) * 1_000, new AnswerReader.Points() {
                @Override
                public void series(Map<String, String> tags) {
                    // Discarded.
                }

                @Override
                public void point(long millis, Number value) {
                    count[0]++;
                }
            });
        }
        if (count[0] != RECORDS) {
            throw new IllegalStateException("Expected " + RECORDS + " points, found " + count[0]);
        }
        bare.add(RECORDS * 1e9 / (System.nanoTime() - start));
    }

    /** The whole time from the start of the connector, since the server collects a window before it answers. */
    private double measure(Cluster cluster, OpenTsdbServer server, String topic, String perRecord) throws Exception {
        cluster.kafka().topics().create(topic, 1);
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.tdconnect.opentsdb.OpenTsdbSourceConnector");
        config.put("tasks.max", "1");
        config.put("url", server.url());
        config.put("metrics", "bench");
        config.put("begin.time", String.valueOf(FIRST));
        config.put("end.time", String.valueOf(FIRST + 86_400));
        config.put("stall.timeout.ms", "300000");
        config.put("topic", topic);
        config.put("points.per.record", perRecord);
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("producer.override.linger.ms", "20");
        config.put("producer.override.batch.size", "262144");
        config.put("producer.override.compression.type", "lz4");
        long start = System.currentTimeMillis();
        cluster.rest().putConnector(topic, config);
        TopicPoints.awaitQuiet(cluster.kafka(), topic);
        double rate = RECORDS * 1e3 / (lastArrival(cluster, topic, perRecord) - start);
        rates.computeIfAbsent(perRecord, each -> new ArrayList<>()).add(rate);
        cluster.rest().deleteConnector(topic);
        return rate;
    }

    /** When the last record came, in milliseconds since 1970. */
    private static long lastArrival(Cluster cluster, String topic, String perRecord) throws Exception {
        try (KafkaTopics topics = cluster.kafka().topics()) {
            long expected = RECORDS / Integer.parseInt(perRecord);
            if (topics.count(topic) != expected) {
                throw new IllegalStateException("Expected " + expected + " records, found " + topics.count(topic));
            }
        }
        TopicPartition partition = new TopicPartition(topic, 0);
        return cluster.admin()
                .listOffsets(Map.of(partition, OffsetSpec.maxTimestamp()))
                .partitionResult(partition)
                .get()
                .timestamp();
    }
}
