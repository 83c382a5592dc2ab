// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.mqtt.receive.OrphanedSessions;
import io.tdconnect.mqtt.session.PahoSessions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.connect.source.SourceRecord;

/** A connector with all its tasks, driven as a worker does; what it stores stays over changes of the configuration. */
final class RunningConnector implements AutoCloseable {
    /** Short, and still longer than a task takes to subscribe. */
    static final Duration HANDOVER = Duration.ofSeconds(3);

    private static final OrphanedSessions.Timing TIMING =
            new OrphanedSessions.Timing(Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** The payloads of all messages that have come. */
    final List<String> received = new CopyOnWriteArrayList<>();

    private final Map<String, String> fixed;
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
    private final List<MqttSourceTask> tasks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    RunningConnector(Map<String, String> fixed) {
        this.fixed = fixed;
    }

    /** How many tasks there are. */
    int tasks() {
        return tasks.size();
    }

    /** Stops all tasks. */
    void stop() throws InterruptedException {
        running = false;
        for (Thread thread : threads) {
            thread.join();
        }
        tasks.forEach(MqttSourceTask::stop);
        threads.clear();
        tasks.clear();
    }

    /** Starts with these options in addition to the fixed ones. */
    void start(Map<String, String> changes) {
        Map<String, String> config = new HashMap<>(fixed);
        config.putAll(changes);
        MqttSourceConnector connector = new MqttSourceConnector();
        connector.start(config);
        running = true;
        for (Map<String, String> properties :
                connector.taskConfigs(Integer.parseInt(config.getOrDefault("tasks.max", "1")))) {
            MqttSourceConfig ofTask = new MqttSourceConfig(properties, HANDOVER);
            MqttSourceTask task = new MqttSourceTask();
            task.initialize(StoredOffsets.of(Map.of(), offsets));
            task.start(ofTask, PahoSessions.of(new Wiring(ofTask).connection()), TIMING);
            tasks.add(task);
            Thread thread = new Thread(() -> work(task), "worker-" + tasks.size());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void work(MqttSourceTask task) {
        try {
            while (running) {
                List<SourceRecord> records = task.poll();
                for (SourceRecord record : records == null ? List.<SourceRecord>of() : records) {
                    received.add(new String((byte[]) record.value(), StandardCharsets.UTF_8));
                    offsets.put(record.sourcePartition(), record.sourceOffset());
                    task.commitRecord(record, null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
