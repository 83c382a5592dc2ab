// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.worker.ExactlyOnceWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged plugin on an exactly-once worker process that is killed. */
@Timeout(300)
class WorkerCrashIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int LINES = 5_000;

    private static ExactlyOnceWorker system;
    private static ConnectProcess worker;
    private static KafkaTopics topics;

    @TempDir
    private Path folder;

    private int written;

    @BeforeAll
    static void start() throws Exception {
        system = ExactlyOnceWorker.start("csv-source-connector");
        worker = system.worker();
        topics = system.topics();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    /** A log grows and is rotated while the worker dies; then files that are read are deleted. */
    @Test
    void everyRowArrivesOnceAlthoughTheWorkerIsKilledWhileFilesGrowAndRotate() throws Exception {
        topics.create("log", 1);
        topics.create("folder", 1);
        Path log = folder.resolve("m.csv");
        Files.writeString(log, "id,text\n");
        worker.rest().putConnector("log", config("log", log, Map.of("rows.per.record", "1")));
        append(log);
        rotate(log, 1);
        append(log);
        topics.awaitCommitted("log", LINES + 1, LIMIT);
        worker.kill();

        append(log);
        rotate(log, 2);
        append(log);
        worker.restart();
        topics.awaitCommitted("log", 3 * LINES, LIMIT);
        append(log);

        topics.awaitCommitted("log", written, LIMIT);
        List<String> values = topics.committed("log", Integer.MAX_VALUE);
        assertThat(values).hasSize(written);
        assertThat(new HashSet<>(values)).as("different rows").hasSize(written);
        assertThat(values)
                .contains("{\"id\":\"0\",\"text\":\"x\"}", "{\"id\":\"" + (written - 1) + "\",\"text\":\"x\"}");

        Path in = Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < 5; i++) {
            Files.writeString(in.resolve(i + ".csv"), "id,text\n" + i + ",y\n");
        }
        worker.rest()
                .putConnector(
                        "folder",
                        config("folder", in, Map.of("when.done", "delete", "watch", "false", "tasks.max", "2")));
        Awaitility.await().atMost(LIMIT).until(() -> isEmpty(in));
        assertThat(topics.committed("folder", Integer.MAX_VALUE)).hasSize(5);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private void append(Path log) throws IOException {
        String lines = IntStream.range(written, written + LINES)
                .mapToObj(i -> i + ",x\n")
                .collect(Collectors.joining());
        Files.writeString(log, lines, StandardOpenOption.APPEND);
        written += LINES;
    }

    private static void rotate(Path log, int number) throws IOException {
        Files.move(log, log.resolveSibling("m." + number + ".csv"));
        Files.writeString(log, "id,text\n");
    }

    private static Map<String, String> config(String name, Path files, Map<String, String> options) {
        Map<String, String> config = new HashMap<>(options);
        config.put("connector.class", "io.tdconnect.csv.CsvSourceConnector");
        config.put("exactly.once.support", "required");
        config.put("offsets.storage.topic", name + "-offsets");
        config.put("producer.override.transaction.timeout.ms", "5000");
        config.put(
                "files",
                files.getFileName().toString().equals("m.csv") ? files.getParent() + "/m*.csv" : files.toString());
        config.put("poll.interval.ms", "100");
        config.put("topic", name);
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }
}
