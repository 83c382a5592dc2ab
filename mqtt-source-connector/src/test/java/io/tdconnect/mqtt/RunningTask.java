// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.contract.SourceTaskRun;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** A task whose records are acknowledged when the test commits them. */
final class RunningTask extends SourceTaskRun<MqttSourceTask> {
    RunningTask(Map<String, String> properties) {
        super(new MqttSourceTask(), properties, new HashMap<>());
    }

    static Map<String, String> properties(String url, String... more) {
        Map<String, String> properties = Map.of(
                "name", "meters",
                "task.id", "0",
                "broker.urls", url,
                "topics", "meters/+::1",
                "retry.backoff.ms", "100",
                "retry.backoff.max.ms", "500");
        return with(properties, more);
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        return pollOnly();
    }

    /** Confirms records as filtered out, which has to acknowledge them like any other. */
    void commit(List<SourceRecord> records) {
        records.forEach(this::deliver);
    }

    static List<String> texts(List<SourceRecord> records) {
        return records.stream()
                .map(record -> new String((byte[]) record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
