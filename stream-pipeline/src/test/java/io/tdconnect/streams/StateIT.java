// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.PipelineProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stateful steps after their process is killed and another one continues. */
class StateIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long START = 1_700_000_000_000L;
    private static final String METERS = """
            processing.guarantee: exactly_once_v2
            stages:
              - {type: ParseJson}
              - {type: MapToTable, table: 'd{id}', timestamp.field: ts, tags: id}
            pipelines:
            """;

    @TempDir
    private static Path folder;

    private static PackagedPipeline packaged;
    private static KafkaTopics topics;

    @BeforeAll
    static void start() throws IOException {
        packaged = new PackagedPipeline(folder);
        topics = packaged.topics();
    }

    @AfterAll
    static void stop() {
        packaged.close();
    }

    @Test
    void everyStepGoesOnFromItsChangelogOnAnotherDisk() throws IOException {
        for (String pipeline : List.of("seen", "reported", "windowed")) {
            topics.create(pipeline + "-in", 1);
            topics.create(pipeline + "-rows", 1);
        }
        String pipelines = METERS + """
                  seen: {input.topics: seen-in, output.topic: seen-rows, deduplicate.window.ms: 3600000}
                  reported: {input.topics: reported-in, output.topic: reported-rows, report.deadbands: 'v:0.5'}
                  windowed:
                    input.topics: windowed-in
                    output.topic: windowed-rows
                    downsample: {window.ms: 10000, columns: ['v:avg', 'v:count as n']}
                """;

        try (PipelineProcess killed = packaged.start(packaged.file("first", "disk-1", pipelines))) {
            // The last row of each is of the same transaction as those before, or a later one.
            send("seen-in", row(1, 1, "1"), row(2, 1, "1"));
            send("reported-in", row(1, 1, "10"), row(2, 1, "10"));
            send("windowed-in", row(1, 1, "10"), row(1, 3, "20"), row(2, 1, "1"), row(2, 15, "1"));
            awaitRows("seen-rows", 2);
            awaitRows("reported-rows", 2);
            awaitRows("windowed-rows", 1);
            killed.kill();
        }
        try (PipelineProcess another = packaged.start(packaged.file("second", "disk-2", pipelines))) {
            send("seen-in", row(1, 1, "1"), row(1, 2, "2"));
            send("reported-in", row(1, 2, "10.2"), row(1, 3, "11"));
            send("windowed-in", row(1, 5, "30"), row(1, 15, "1"));

            assertThat(awaitRows("seen-rows", 3).get(2)).startsWith(time(2)).contains("\"v\":2");
            assertThat(awaitRows("reported-rows", 3).get(2)).startsWith(time(3)).contains("\"v\":11");
            assertThat(awaitRows("windowed-rows", 2).get(1))
                    .startsWith(time(0))
                    .contains("\"v\":20.0,\"n\":3,\"id\":1");
            another.stop();
        }
    }

    @Test
    void twoCopiesPutEveryRowIntoItsWindowOnceThoughOneIsKilled() throws IOException {
        int devices = 20;
        topics.create("copies-in", 4);
        topics.create("copies-rows", 1);
        String pipeline = METERS + """
                  copies:
                    input.topics: copies-in
                    output.topic: copies-rows
                    deduplicate.window.ms: 3600000
                    downsample: {window.ms: 10000, columns: ['v:count as n']}
                """;
        List<ProducerRecord<String, String>> early = rows("copies-in", devices, 0, 105);
        try (PipelineProcess killed = packaged.start(packaged.file("one", "copy-1", pipeline));
                PipelineProcess left = packaged.start(packaged.file("other", "copy-2", pipeline))) {
            killed.awaitRunning("copies");
            left.awaitRunning("copies");
            topics.produce(early);
            awaitRows("copies-rows", devices * 10);
            killed.kill();
            topics.produce(early);
            topics.produce(rows("copies-in", devices, 105, 201));

            List<String> windows = awaitRows("copies-rows", devices * 20);
            left.stop();

            assertThat(windows).doesNotHaveDuplicates().allMatch(row -> row.contains("\"n\":10,"));
            assertThat(topics.committed("copies-rows", Integer.MAX_VALUE)).hasSize(devices * 20);
        }
    }

    /** A row of each device in each of these seconds. */
    private static List<ProducerRecord<String, String>> rows(String topic, int devices, int from, int to) {
        List<ProducerRecord<String, String>> rows = new ArrayList<>();
        for (int second = from; second < to; second++) {
            for (int id = 0; id < devices; id++) {
                rows.add(new ProducerRecord<>(topic, "k" + id, row(id, second, "1")));
            }
        }
        return rows;
    }

    private static void send(String topic, String... rows) {
        for (String row : rows) {
            topics.produce(topic, "k", row);
        }
    }

    private static List<String> awaitRows(String topic, int count) {
        return topics.awaitCommitted(topic, count, LIMIT);
    }

    private static String row(int id, int second, String v) {
        return "{\"ts\":" + (START + second * 1000L) + ",\"v\":" + v + ",\"id\":" + id + "}";
    }

    private static String time(int second) {
        return "{\"ts\":\"2023-11-14T22:13:" + (20 + second) + ".000Z\"";
    }
}
