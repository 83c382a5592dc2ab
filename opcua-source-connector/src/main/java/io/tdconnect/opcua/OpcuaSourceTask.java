// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.record.ReadingConverter;
import io.tdconnect.opcua.session.SessionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Reads a share of the points of a server. */
public final class OpcuaSourceTask extends SourceTask {
    private static final int LARGEST_BATCH = 5_000;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private volatile @Nullable Parts parts;

    @Override
    public String version() {
        return PluginVersion.of(OpcuaSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        OpcuaSourceConfig config = new OpcuaSourceConfig(properties);
        ReadPosition position = ReadPosition.of(
                config.connection().endpointUrl(), config.shares(), config.task(), context.offsetStorageReader());
        OpcuaMetrics metrics = new OpcuaMetrics();
        RecordBuffer<Reading> inbox = new RecordBuffer<>(config.reading().bufferCapacity());
        ReadingConverter converter = OpcuaWiring.converter(config, metrics);
        SessionKeeper keeper = new SessionKeeper(
                sessions(config),
                OpcuaWiring.plan(config, converter, position, inbox, metrics),
                config.retry(),
                inbox,
                metrics);
        MetricsRegistration shown = MetricsRegistration.register(
                OpcuaMetrics.TYPE,
                config.connector(),
                String.valueOf(config.task()),
                metrics.gauges(keeper::connected, keeper::unreadable, inbox::size),
                context);
        parts = new Parts(inbox, converter, position, keeper, metrics, shown);
        keeper.start();
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Parts current = parts;
        if (current == null) {
            return null;
        }
        List<Reading> readings = current.inbox.poll(LARGEST_BATCH, LONGEST_WAIT);
        if (readings.isEmpty()) {
            return null;
        }
        List<SourceRecord> records = current.converter.convert(readings, current.position.after(readings));
        return records.isEmpty() ? null : records;
    }

    @Override
    public void stop() {
        Parts current = parts;
        parts = null;
        if (current != null) {
            current.close();
        }
    }

    OpcuaMetrics metrics() {
        Parts current = parts;
        return current == null ? new OpcuaMetrics() : current.metrics;
    }

    /** Whether a session is connected. */
    boolean connected() {
        Parts current = parts;
        return current != null && current.keeper.connected();
    }

    private static SessionFactory sessions(OpcuaSourceConfig config) {
        try {
            return OpcuaWiring.sessions(config);
        } catch (OptionException e) {
            ConfigException refusal =
                    new ConfigException("Invalid value for configuration " + e.option() + ": " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private record Parts(
            RecordBuffer<Reading> inbox,
            ReadingConverter converter,
            ReadPosition position,
            SessionKeeper keeper,
            OpcuaMetrics metrics,
            MetricsRegistration shown) {
        void close() {
            // First, because threads of the session may be waiting for room in it.
            inbox.close();
            keeper.close();
            shown.close();
        }
    }
}
