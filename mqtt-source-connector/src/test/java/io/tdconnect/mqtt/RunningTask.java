// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.contract.StoredOffsets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** A task driven as a worker does, with Kafka replaced by the test. */
final class RunningTask implements AutoCloseable {
    private final MqttSourceTask task = new MqttSourceTask();

    RunningTask(Map<String, String> properties) {
        task.initialize(StoredOffsets.ofEvery(null));
        task.start(properties);
    }

    static Map<String, String> properties(String url, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "meters",
                "task.id", "0",
                "broker.urls", url,
                "topics", "meters/+::1",
                "retry.backoff.ms", "100",
                "retry.backoff.max.ms", "500"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    /** Polls until there are at least {@code count} records. */
    List<SourceRecord> take(int count) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (records.size() < count) {
            records.addAll(poll());
            if (System.nanoTime() > end) {
                throw new AssertionError("expected " + count + " records, found " + records);
            }
        }
        return records;
    }

    /** One call of poll(). */
    List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = task.poll();
        return records == null ? List.of() : records;
    }

    /** Confirms records as filtered out, which has to acknowledge them like any other. */
    void commit(List<SourceRecord> records) {
        records.forEach(record -> task.commitRecord(record, null));
    }

    @Override
    public void close() {
        task.stop();
    }

    static List<String> texts(List<SourceRecord> records) {
        return records.stream()
                .map(record -> new String((byte[]) record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
