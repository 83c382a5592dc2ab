// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.streams.message.RowHeaders;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.PipelineProcess;
import io.tdconnect.testing.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline as its operators see it. */
class ProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MESSAGES = 20_000;

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
    void topicsThatAppearJoinPattern() throws IOException {
        topics.create("landing-a", 1);
        topics.create("joined-rows", 1);
        Path file = packaged.file("joined", "joined", """
                  metadata.max.age.ms: 300
                pipelines:
                  joined:
                    input.topics.pattern: landing-.*
                    output.topic: joined-rows
                    stages: [{type: ParseJson}]
                """);
        topics.produce("landing-a", null, "{\"n\":1}");

        try (PipelineProcess pipeline = packaged.start(file)) {
            topics.consume("joined-rows", 1, LIMIT);
            topics.create("landing-b", 1);
            topics.produce("landing-b", null, "{\"n\":2}");
            List<ConsumerRecord<String, String>> rows = topics.consume("joined-rows", 2, LIMIT);
            pipeline.stop();

            assertThat(rows)
                    .extracting(row -> row.value() + RowHeaders.text(row.headers(), RowHeaders.PARENT_TOPIC))
                    .containsExactly("{\"n\":1}landing-a", "{\"n\":2}landing-b");
        }
    }

    @Test
    void metricsReportByJmxHowFarThePipelineIs() throws Exception {
        topics.create("watched-in", 1);
        topics.create("watched-rows", 1);
        topics.produce("watched-in", null, "{");
        topics.produce(IntStream.range(0, MESSAGES)
                .mapToObj(i -> new ProducerRecord<>("watched-in", "k", "{\"n\":" + i + "}"))
                .toList());
        // Small bites, so that what is left can be seen.
        Path file = packaged.file("watched", "watched", """
                  max.poll.records: 50
                  consumer.max.partition.fetch.bytes: 1000
                pipelines:
                  watched: {input.topics: watched-in, output.topic: watched-rows, stages: [{type: ParseJson}]}
                """);
        int port = Ports.free();

        try (PipelineProcess pipeline = packaged.start(
                file,
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false",
                "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                "-Dcom.sun.management.jmxremote.port=" + port)) {
            try (JMXConnector jmx = connect(port)) {
                Metrics metrics = new Metrics(jmx.getMBeanServerConnection());
                await().atMost(LIMIT)
                        .ignoreExceptions()
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> metrics.number("lag") > 100);
                await().atMost(LIMIT).until(() -> metrics.number("rows-written") == MESSAGES);
                await().atMost(LIMIT).until(() -> metrics.number("lag") == 0);

                assertThat(metrics.value("state")).isEqualTo("RUNNING");
                assertThat(metrics.number("messages-read")).isEqualTo(MESSAGES + 1);
                assertThat(metrics.number("messages-bad")).isEqualTo(1);
                assertThat(metrics.number("messages-bad-refused")).isEqualTo(1);
            }
            pipeline.stop();
        }
    }

    @SuppressWarnings("BanJNDI") // The address is of a process of this test.
    private static JMXConnector connect(int port) throws IOException {
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
        return await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> JMXConnectorFactory.connect(url), connector -> connector != null);
    }

    private record Metrics(MBeanServerConnection server) {
        Object value(String name) throws Exception {
            return server.getAttribute(new ObjectName("io.tdconnect:type=stream-pipeline,pipeline=\"watched\""), name);
        }

        long number(String name) throws Exception {
            return ((Number) value(name)).longValue();
        }
    }
}
