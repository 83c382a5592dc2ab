// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int COUNT = 5_000;

    @TempDir
    Path plugins;

    @Test
    void connectorGoesOnAfterTheWorkerWasKilled() throws IOException {
        packPlugin(plugins.resolve("counting/counting.jar"));
        try (KafkaProcess kafka = KafkaProcess.start();
                KafkaTopics topics = kafka.topics();
                ConnectProcess worker = ConnectProcess.start(kafka.bootstrapServers(), List.of(plugins))) {
            assertThat(worker.rest().plugins())
                    .contains(new ConnectRest.Plugin(CountingSourceConnector.class.getName(), "source", "1.2.3"));

            worker.rest().putConnector("counting", config());
            topics.consume("numbers", 100, LIMIT);
            worker.kill();
            worker.restart();

            Set<String> expected =
                    LongStream.rangeClosed(1, COUNT).mapToObj(Long::toString).collect(Collectors.toSet());
            Waiting.until(
                    LIMIT,
                    () -> values(topics).equals(expected),
                    () -> "Found only " + values(topics).size());
            assertThat(worker.logs()).contains("[counting|task-0]");
        }
    }

    private static Set<String> values(KafkaTopics topics) {
        return topics.consume("numbers", (int) topics.count("numbers"), LIMIT).stream()
                .map(ConsumerRecord::value)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> config() {
        return Map.of(
                "connector.class",
                CountingSourceConnector.class.getName(),
                "topic",
                "numbers",
                "limit",
                Integer.toString(COUNT),
                "producer.override.linger.ms",
                "0");
    }

    private static void packPlugin(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String name : List.of(
                    "META-INF/services/org.apache.kafka.connect.source.SourceConnector",
                    "io/tdconnect/testing/CountingSourceConnector.class",
                    "io/tdconnect/testing/CountingSourceTask.class")) {
                entries.putNextEntry(new ZipEntry(name));
                try (var in = ConnectProcessIT.class.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(entries);
                }
                entries.closeEntry();
            }
        }
    }
}
