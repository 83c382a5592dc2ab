// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import io.tdconnect.common.contract.SourceTaskRun;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** A task without a worker; delivered records change the stored offsets. */
final class TaskRun extends SourceTaskRun<KafkaSourceTask> {
    TaskRun(Map<String, String> properties) {
        this(properties, new HashMap<>());
    }

    TaskRun(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        super(new KafkaSourceTask(), properties, offsets);
    }

    /** The configuration of a task that reads these partitions, such as {@code tp1:0,tp1:1@7}. */
    static Map<String, String> properties(String servers, String partitions, String... options) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name",
                "kafka",
                "bootstrap.servers",
                servers,
                "topics",
                partitions.replaceAll(":\\d+(@\\d+)?", ""),
                "task.partitions",
                partitions,
                "retry.backoff.ms",
                "100"));
        return with(properties, options);
    }

    static Map<String, Object> source(String topic, int partition) {
        return new HashMap<>(Map.of("topic", topic, "partition", partition));
    }

    static String text(SourceRecord made) {
        return made.value() == null ? "null" : new String((byte[]) made.value(), StandardCharsets.UTF_8);
    }

    static List<String> texts(List<SourceRecord> records) {
        return records.stream().map(TaskRun::text).toList();
    }

    /** Polls until the task has read everything. */
    List<SourceRecord> takeAll() throws InterruptedException {
        return takeAll(task()::finished);
    }

    boolean finished() {
        return task().finished();
    }

    double shareDone() {
        return task().shareDone();
    }

    Object metric(String name) {
        return task().metrics().gauges().stream()
                .filter(gauge -> gauge.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .get();
    }
}
