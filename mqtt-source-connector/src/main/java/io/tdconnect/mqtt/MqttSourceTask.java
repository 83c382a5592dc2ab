// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.mqtt.receive.MessageBuffer;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.receive.OrphanedSessions;
import io.tdconnect.mqtt.receive.ReceivedMessage;
import io.tdconnect.mqtt.receive.SessionKeeper;
import io.tdconnect.mqtt.receive.SessionPlan;
import io.tdconnect.mqtt.receive.SourceOffset;
import io.tdconnect.mqtt.record.MessageConverter;
import io.tdconnect.mqtt.record.MqttSourceRecord;
import io.tdconnect.mqtt.record.RecordOffsets;
import io.tdconnect.mqtt.record.TopicRouter.UnwantedTopics;
import io.tdconnect.mqtt.session.MqttSession;
import io.tdconnect.mqtt.session.PahoSessions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Receives the messages of some topic filters, and acknowledges each once Kafka has it. */
public final class MqttSourceTask extends SourceTask {
    private static final int LARGEST_BATCH = 2_000;
    private static final int MANY_RECORDS = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final OrphanedSessions.Timing ORPHAN_TIMING =
            new OrphanedSessions.Timing(Duration.ofSeconds(30), Duration.ofSeconds(10));

    private final Deque<ReceivedMessage> waiting = new ArrayDeque<>();
    private volatile @Nullable Reception reception;
    private @Nullable ConnectException failure;

    @Override
    public String version() {
        return PluginVersion.of(MqttSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        MqttSourceConfig config = new MqttSourceConfig(properties);
        start(config, PahoSessions.of(new Wiring(config).connection()));
    }

    void start(MqttSourceConfig config, MqttSession.Factory sessions) {
        start(config, sessions, ORPHAN_TIMING);
    }

    void start(MqttSourceConfig config, MqttSession.Factory sessions, OrphanedSessions.Timing timing) {
        MqttMetrics metrics = new MqttMetrics();
        Wiring wiring = new Wiring(config);
        MessageBuffer buffer = wiring.buffer(metrics);
        SessionPlan plan = wiring.plan(storedOffset(config.clientId()));
        SessionKeeper keeper = new SessionKeeper(sessions, plan, config.retry(), buffer, metrics);
        MessageConverter converter = wiring.converter(
                new RecordOffsets(config.clientId(), config.filters()),
                new UnwantedTopics(plan.subscriptions()::isWanted, keeper::unwanted),
                keeper,
                metrics);
        OrphanedSessions.Sessions orphans = wiring.orphans(this::storedOffset);
        List<Gauge> gauges = new ArrayList<>(keeper.gauges());
        gauges.addAll(metrics.gauges());
        Reception started = new Reception(
                buffer,
                converter,
                keeper,
                orphans == null ? null : new OrphanedSessions(orphans, config.taskCount(), timing, buffer, metrics),
                MetricsRegistration.register(
                        MqttMetrics.TYPE, config.connector(), String.valueOf(config.task()), gauges, context));
        reception = started;
        started.start();
    }

    private @Nullable Map<String, Object> storedOffset(String clientId) {
        return context.offsetStorageReader().offset(SourceOffset.partition(clientId));
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Reception current = reception;
        if (current == null) {
            return null;
        }
        if (failure != null) {
            throw failure;
        }
        if (waiting.isEmpty()) {
            waiting.addAll(current.buffer.poll(LARGEST_BATCH, LONGEST_WAIT));
        }
        List<SourceRecord> records = new ArrayList<>(waiting.size());
        try {
            // One message may become many records: those of all messages are never held at once.
            while (!waiting.isEmpty() && records.size() < MANY_RECORDS) {
                current.converter.convert(waiting.remove(), records);
            }
        } catch (ConnectException e) {
            // The records before it are handed over first: messages of QoS 0 would be lost otherwise.
            failure = e;
        }
        if (records.isEmpty() && failure != null) {
            throw failure;
        }
        return records.isEmpty() ? null : records;
    }

    /** Called without metadata for a record that was filtered out, or whose failure is tolerated. */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        if (record instanceof MqttSourceRecord received) {
            received.acknowledge();
        }
    }

    @Override
    public void stop() {
        Reception current = reception;
        reception = null;
        if (current != null) {
            current.close();
        }
    }

    private record Reception(
            MessageBuffer buffer,
            MessageConverter converter,
            SessionKeeper keeper,
            @Nullable OrphanedSessions orphans,
            MetricsRegistration metrics) {
        void start() {
            keeper.start();
            if (orphans != null) {
                orphans.start();
            }
        }

        void close() {
            // First, because a thread of the client library may be waiting for room in it.
            buffer.close();
            keeper.close();
            if (orphans != null) {
                orphans.close();
            }
            metrics.close();
        }
    }
}
