// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.opcua.node.NodeResolver;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.PointReader;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.read.SubscribeOptions;
import io.tdconnect.opcua.read.SubscriptionWatch;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilterResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscribes to the events of notifiers, and requests the states of conditions once at the beginning. */
public final class EventReader implements PointReader {
    private static final Logger log = LoggerFactory.getLogger(EventReader.class);

    private final ServerSession session;
    private final ServerLimits limits;
    private final EventOptions options;
    private final RecordBuffer<Reading> inbox;
    private final OpcuaMetrics metrics;
    private final EventTypes types;
    private final @Nullable Set<NodeId> wanted;
    private final SubscriptionWatch watch;
    private final Map<Point, OpcUaMonitoredItem> items = new LinkedHashMap<>();
    private volatile Map<Point, String> unreadable = Map.of();

    private EventReader(
            ServerSession session,
            ServerLimits limits,
            EventOptions options,
            RecordBuffer<Reading> inbox,
            OpcuaMetrics metrics)
            throws UaException, OpcuaFailure, InterruptedException {
        this.session = session;
        this.limits = limits;
        this.options = options;
        this.inbox = inbox;
        this.metrics = metrics;
        this.types = EventTypes.read(session.client());
        this.wanted = options.types().isEmpty() ? null : types.resolve(options.types());
        this.watch = SubscriptionWatch.create(
                new OpcUaSubscription(session.client(), options.publishing()), session, metrics, new Receiver());
    }

    public static EventReader open(
            ServerSession session,
            ServerLimits limits,
            EventOptions options,
            RecordBuffer<Reading> inbox,
            OpcuaMetrics metrics)
            throws UaException, OpcuaFailure, InterruptedException {
        return new EventReader(session, limits, options, inbox, metrics);
    }

    @Override
    public void readPoints(List<Point> notifiers) throws UaException, OpcuaFailure {
        List<Point> added =
                notifiers.stream().filter(point -> !items.containsKey(point)).toList();
        NodeResolver resolver = new NodeResolver(session.client(), limits.pathsPerCall()).resolve(added);
        Map<Point, String> problems = new LinkedHashMap<>(resolver.problems());
        boolean more = false;
        for (Map.Entry<Point, NodeId> node : resolver.nodes().entrySet()) {
            String problem = subscribe(node.getKey(), node.getValue());
            more |= problem == null;
            if (problem != null) {
                problems.put(node.getKey(), problem);
            }
        }
        unreadable = Map.copyOf(problems);
        if (items.isEmpty() && !problems.isEmpty()) {
            Map.Entry<Point, String> first = problems.entrySet().iterator().next();
            throw new OpcuaFailure("None of " + problems.size() + " notifiers can be subscribed; "
                    + first.getKey().node() + ": " + first.getValue());
        }
        if (more) {
            refreshConditions();
        }
    }

    @Override
    public @Nullable OpcuaFailure fault() {
        return watch.fault();
    }

    @Override
    public Map<Point, String> unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        watch.close();
    }

    /**
     * Subscribes to a notifier, if necessary without fields and filters that the server does not know; returns the
     * reason if it cannot.
     */
    private @Nullable String subscribe(Point notifier, NodeId node) throws UaException {
        EventSelection selection = new EventSelection(options.layout().paths(), true, wanted, options.severity());
        while (true) {
            OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(node, selection.filter(session.client()));
            item.setQueueSize(uint(options.queueSize()));
            item.setDiscardOldest(options.discardOldest());
            item.setUserObject(new Watched(notifier, selection));
            watch.subscription().addMonitoredItem(item);
            StatusCode status = create();
            EventSelection accepted = status.isGood() ? accepted(item, selection) : selection;
            if (status.isGood() && accepted.equals(selection)) {
                items.put(notifier, item);
                return null;
            }
            watch.subscription().removeMonitoredItem(item);
            watch.subscription().deleteMonitoredItems();
            if (!status.isGood()) {
                if (!selection.filtering() || !refusesFilter(status)) {
                    return OpcuaFailure.name(status.value());
                }
                accepted = selection.unfiltered();
            }
            log.info(
                    "Events of {} are filtered by the {}; fields that the server does not know: {}",
                    notifier.node(),
                    accepted.filtering() ? "server" : "connector",
                    missing(accepted));
            selection = accepted;
        }
    }

    private StatusCode create() throws UaException {
        MonitoredItemServiceOperationResult result =
                watch.subscription().createMonitoredItems().get(0);
        if (!result.serviceResult().isGood()) {
            throw new UaException(result.serviceResult());
        }
        return result.operationResult().orElse(StatusCode.BAD);
    }

    private EventSelection accepted(OpcUaMonitoredItem item, EventSelection selection) {
        Object reported = item.getFilterResult()
                .filter(encoded -> !encoded.isNull())
                .map(encoded -> encoded.decode(session.client().getStaticEncodingContext()))
                .orElse(null);
        return reported instanceof EventFilterResult result ? selection.accepted(result) : selection;
    }

    private List<String> missing(EventSelection accepted) {
        return options.layout().paths().stream()
                .filter(path -> !accepted.paths().contains(path))
                .toList();
    }

    /** Requests the present states of conditions; they arrive as events, between two that mark beginning and end. */
    private void refreshConditions() {
        if (options.refresh()) {
            ConditionRefresh.request(session.client(), watch.subscription());
        }
    }

    private static boolean refusesFilter(StatusCode status) {
        long code = status.value();
        return code == StatusCodes.Bad_MonitoredItemFilterUnsupported
                || code == StatusCodes.Bad_MonitoredItemFilterInvalid
                || code == StatusCodes.Bad_FilterNotAllowed
                || code == StatusCodes.Bad_EventFilterInvalid
                || code == StatusCodes.Bad_ContentFilterInvalid;
    }

    /** A subscribed notifier; used by the thread of the subscription. */
    private final class Watched {
        private final Point notifier;
        private final EventSelection selection;
        private boolean refreshing;

        Watched(Point notifier, EventSelection selection) {
            this.notifier = notifier;
            this.selection = selection;
        }

        /** The event to hand over; null if it is about the subscription itself, or filtered out. */
        @Nullable
        Event event(Variant[] fields) {
            List<@Nullable Object> values = new ArrayList<>();
            for (String path : options.layout().paths()) {
                int place = selection.paths().indexOf(path);
                values.add(place < 0 || place >= fields.length ? null : fields[place].value());
            }
            int typePlace = options.layout().place(EventField.TYPE);
            NodeId type = values.get(typePlace) instanceof NodeId node ? node : NodeIds.BaseEventType;
            if (isAboutSubscription(type)) {
                return null;
            }
            Event event = new Event(options.layout(), values, types.name(type), refreshing);
            return selection.filtering() || selection.wants(event, types) ? event : null;
        }

        private boolean isAboutSubscription(NodeId type) {
            if (type.equals(NodeIds.RefreshStartEventType) || type.equals(NodeIds.RefreshEndEventType)) {
                refreshing = type.equals(NodeIds.RefreshStartEventType);
                return true;
            }
            if (type.equals(NodeIds.RefreshRequiredEventType)) {
                refreshConditions();
                return true;
            }
            boolean overflow = type.equals(NodeIds.EventQueueOverflowEventType);
            if (overflow) {
                overflowed();
            }
            return overflow;
        }

        private void overflowed() {
            long times = metrics.overflowed(notifier);
            // Only the 1st, 10th, 100th and so on.
            if (Long.toString(times).matches("10*")) {
                log.warn(
                        "The server dropped events of {} ({} times so far): its queue was full; raise {}, now {}",
                        notifier.node(),
                        times,
                        SubscribeOptions.QUEUE_SIZE,
                        options.queueSize());
            }
        }
    }

    private final class Receiver implements SubscriptionWatch.Receiver {
        @Override
        public void events(List<OpcUaMonitoredItem> from, List<Variant[]> fields) throws InterruptedException {
            Instant now = Instant.now();
            List<Reading> readings = new ArrayList<>(fields.size());
            for (int i = 0; i < from.size(); i++) {
                Watched watched = (Watched) from.get(i).getUserObject().orElseThrow();
                Event event = watched.event(fields.get(i));
                if (event != null) {
                    readings.add(new Reading(watched.notifier, value(event), now));
                }
            }
            metrics.received.add(readings.size());
            inbox.putAll(readings);
        }

        private static DataValue value(Event event) {
            return new DataValue(
                    new Variant(event),
                    StatusCode.GOOD,
                    event.value(EventField.TIME) instanceof DateTime time ? time : null,
                    event.value(EventField.RECEIVE_TIME) instanceof DateTime time ? time : null);
        }
    }
}
