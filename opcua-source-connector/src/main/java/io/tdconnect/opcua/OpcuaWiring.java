// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.opcua.event.EventConverter;
import io.tdconnect.opcua.event.EventOptions;
import io.tdconnect.opcua.event.EventReader;
import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.node.NodeInfoReader;
import io.tdconnect.opcua.point.PointCatalog;
import io.tdconnect.opcua.read.HistoryFill;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.PointReader;
import io.tdconnect.opcua.read.PollReader;
import io.tdconnect.opcua.read.ReadOptions;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.read.SubscriptionReader;
import io.tdconnect.opcua.record.ReadingConverter;
import io.tdconnect.opcua.record.ValueConverter;
import io.tdconnect.opcua.session.SessionFactory;

/** Builds the parts of a task from its configuration. */
final class OpcuaWiring {
    private OpcuaWiring() {}

    /**
     * Makes sessions with the server.
     *
     * @throws OptionException for the option whose certificate or key cannot be used
     */
    static SessionFactory sessions(OpcuaSourceConfig config) throws OptionException {
        return new SessionFactory(
                config.connection(), config.security(), "tdconnect-" + config.connector() + "-" + config.task());
    }

    static ReadingConverter converter(OpcuaSourceConfig config, OpcuaMetrics metrics) {
        return config.readsEvents()
                ? new EventConverter(config.records(), config.events(), metrics)
                : new ValueConverter(config.records(), metrics);
    }

    static PointCatalog catalog(OpcuaSourceConfig config) {
        return config.readsEvents()
                ? PointCatalog.fixed(config.events().notifiers(), config.shares(), config.task(), config.points())
                : PointCatalog.of(config.points(), config.shares(), config.task());
    }

    /** What each session reads, and how. */
    static SessionKeeper.Plan plan(
            OpcuaSourceConfig config,
            ReadingConverter converter,
            ReadPosition position,
            RecordBuffer<Reading> inbox,
            OpcuaMetrics metrics) {
        ReadOptions reading = config.reading();
        return new SessionKeeper.Plan(
                catalog(config),
                config.readsEvents() ? KnownPoints::unasked : NodeInfoReader::read,
                converter,
                readers(config, reading, inbox, metrics),
                new HistoryFill(reading.history(), position, inbox, metrics),
                reading.profile(),
                config.connection().sessionTimeout(),
                reading.retryPoints());
    }

    private static PointReader.Factory readers(
            OpcuaSourceConfig config, ReadOptions reading, RecordBuffer<Reading> inbox, OpcuaMetrics metrics) {
        return switch (reading.mode()) {
            case SUBSCRIBE -> (session, limits) -> new SubscriptionReader(session, limits, reading, inbox, metrics);
            case POLL -> (session, limits) -> new PollReader(session, limits, reading.poll(), inbox, metrics);
            case EVENTS -> {
                EventOptions events = config.events();
                yield (session, limits) -> EventReader.open(session, limits, events, inbox, metrics);
            }
        };
    }
}
