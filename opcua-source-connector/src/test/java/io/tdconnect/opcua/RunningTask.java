// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.contract.SourceTaskRun;
import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A task whose records are collected. */
final class RunningTask extends SourceTaskRun<OpcuaSourceTask> {
    private final List<SourceRecord> received = new ArrayList<>();

    RunningTask(Map<String, String> properties) {
        this(properties, StoredOffsets.ofEvery(null));
    }

    RunningTask(Map<String, String> properties, @Nullable Map<String, Object> offset) {
        this(properties, StoredOffsets.ofEvery(offset));
    }

    RunningTask(Map<String, String> properties, StoredOffsets offsets) {
        super(new OpcuaSourceTask(), new HashMap<>());
        task().initialize(offsets);
        task().start(properties);
    }

    /** The configuration of a task that reads these variables of a server. */
    static Map<String, String> properties(OpcUaTestServer server, String... variables) {
        return properties(server.url(), variables);
    }

    static Map<String, String> properties(String url, String... variables) {
        List<String> nodes = new ArrayList<>();
        for (String variable : variables) {
            nodes.add("nsu=" + OpcUaTestServer.NAMESPACE + ";s=" + variable + "::" + variable);
        }
        return new HashMap<>(Map.of(
                "name", "plant",
                "endpoint.url", url,
                "nodes", String.join(",", nodes),
                "publishing.interval.ms", "50",
                "retry.backoff.ms", "100",
                "retry.backoff.max.ms", "500",
                "connect.timeout.ms", "5000",
                "request.timeout.ms", "5000"));
    }

    /** Polls until the records so far are as wanted; returns all of them. */
    List<SourceRecord> awaitRecords(Predicate<List<SourceRecord>> wanted) throws InterruptedException {
        takeUntil(records -> wanted.test(received));
        return received;
    }

    /** Polls until a variable has a value. */
    void awaitValue(String variable, Object value) throws InterruptedException {
        awaitRecords(records -> values(variable).contains(String.valueOf(value)));
    }

    /** The values of a variable so far, as text. */
    List<String> values(String variable) {
        return received.stream()
                .filter(record -> String.valueOf(record.key()).endsWith("=" + variable))
                .map(Records::value)
                .toList();
    }

    /** Stores the offsets of the records so far, as Connect does. */
    void storeOffsets(Map<Map<String, ?>, Map<String, ?>> offsets) {
        received.forEach(record -> offsets.put(record.sourcePartition(), record.sourceOffset()));
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = pollOnly();
        received.addAll(records);
        return records;
    }

    @Override
    protected String state() {
        return metrics() + "; ";
    }

    OpcuaMetrics metrics() {
        return task().metrics();
    }

    boolean connected() {
        return task().connected();
    }
}
