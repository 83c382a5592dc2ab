// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.opentsdb;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.ProcessorTime;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
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
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The OpenTSDB source against a bare reader that asks for the same window, parses and discards, alternating. OpenTSDB itself
 * makes most of the time of both.
 */
public final class OpenTsdbBenchmark implements Benchmark {
    private static final int RECORDS = Integer.getInteger("bench.records", 500_000);
    private static final int SERIES = 1_000;
    private static final long FIRST = 1_700_000_000L;
    private static final int POINTS_AT_ONCE = 20_000;

    private final Side bare = new Side("bare");
    private final Side one = new Side("ours");
    private final Side many = new Side("per_record_50");

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
            measure(cluster, server, "warm-up", 1);
            bare.forget();
            Rounds ones = new Rounds(one, bare);
            Rounds fifties = new Rounds(many, bare);
            while (Rounds.again(List.of(ones, fifties))) {
                int round = ones.number();
                readBare(server);
                one.add(measure(cluster, server, "one-" + round, 1));
                many.add(measure(cluster, server, "many-" + round, 50));
                System.out.println("round " + round + ": " + bare + ", " + one + ", " + many);
            }
            Map<String, String> figures = new LinkedHashMap<>();
            ones.addTo(figures, "");
            fifties.addTo(figures, "per_record_50_");
            for (Side side : List.of(one, many, bare)) {
                side.addTo(figures, "points");
            }
            figures.put("points", String.valueOf(RECORDS));
            return figures;
        }
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
        Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
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
        bare.add(running.after(RECORDS));
    }

    /** The whole time from the start of the connector, since the server collects a window before it answers. */
    private static Measured measure(Cluster cluster, OpenTsdbServer server, String topic, int perRecord)
            throws Exception {
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
        config.put("points.per.record", String.valueOf(perRecord));
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("producer.override.linger.ms", "20");
        config.put("producer.override.batch.size", "262144");
        config.put("producer.override.compression.type", "lz4");
        Duration before = cluster.connect().cpuTime();
        long start = System.currentTimeMillis();
        cluster.rest().putConnector(topic, config);
        TopicPoints.awaitQuiet(cluster.kafka(), topic);
        double cpu = cluster.connect().cpuTime().minus(before).toNanos() / 1e3 / RECORDS;
        double rate = RECORDS * 1e3 / (lastArrival(cluster, topic, perRecord) - start);
        cluster.rest().deleteConnector(topic);
        return new Measured(rate, cpu);
    }

    /** When the last record came, in milliseconds since 1970. */
    private static long lastArrival(Cluster cluster, String topic, int perRecord) throws Exception {
        try (KafkaTopics topics = cluster.kafka().topics()) {
            long expected = RECORDS / perRecord;
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
