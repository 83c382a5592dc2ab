// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.streams.message.BadMessages;
import io.tdconnect.streams.message.PipelineMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A pipeline in the test driver of Streams. */
public final class TestPipeline implements AutoCloseable {
    /** Time of the messages. */
    static final Instant ARRIVED = Instant.ofEpochMilli(1_700_000_000_123L);

    static final String IN = "in";
    static final String OUT = "out";

    final PipelineMetrics metrics = new PipelineMetrics();
    private final PipelineConfig config;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, String> input;

    /** A pipeline from the topic in to the topic out; options are names and values in turn. */
    public TestPipeline(String... options) {
        config = config(options);
        driver = new TopologyTestDriver(
                PipelineTopology.of(config, metrics),
                StreamsSettings.of(
                        config, new BadMessages(config.name(), config.errors(), config.sizeLimit(), metrics)),
                ARRIVED);
        input = driver.createInputTopic(IN, new StringSerializer(), new StringSerializer());
    }

    /** The value of a counter. */
    long metric(String name) {
        Object value = metrics.gauges(() -> "", () -> 0L).stream()
                .filter(gauge -> gauge.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .get();
        return (Long) value;
    }

    static PipelineConfig config(String... options) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("bootstrap.servers", "localhost:1");
        all.put("input.topics", IN);
        all.put("output.topic", OUT);
        all.put("streams.state.dir", System.getProperty("java.io.tmpdir") + "/streams-" + System.nanoTime());
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return new PipelineConfig("test", all);
    }

    public TestPipeline send(String value) {
        return send(value, ARRIVED);
    }

    public TestPipeline send(String value, Instant time) {
        return send(null, value, time, new RecordHeaders());
    }

    public TestPipeline send(String key, String value, Instant time, Headers headers) {
        input.pipeInput(new TestRecord<>(key, value, headers, time));
        return this;
    }

    TestPipeline advanceClock(Duration time) {
        driver.advanceWallClockTime(time);
        return this;
    }

    /** The rows written since the last call. */
    List<TestRecord<String, String>> rows() {
        return rows(OUT);
    }

    List<TestRecord<String, String>> rows(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new StringDeserializer())
                .readRecordsToList();
    }

    public List<String> values() {
        return rows().stream().map(TestRecord::value).toList();
    }

    List<TestRecord<String, String>> deadLetters() {
        return rows(config.errors().deadLetterTopic());
    }

    static Map<String, String> headers(TestRecord<?, ?> written) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : written.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    @Override
    public void close() {
        driver.close();
    }
}
