// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.opcua.node.NodeResolver;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerProfile;
import io.tdconnect.opcua.session.ServerSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes to changes of points. While the inbox is full, the thread of a subscription waits, and the server keeps
 * the values.
 */
public final class SubscriptionReader implements PointReader {
    private static final Logger log = LoggerFactory.getLogger(SubscriptionReader.class);

    private static final Set<Long> FILTER_REFUSED = Set.of(
            StatusCodes.Bad_MonitoredItemFilterUnsupported,
            StatusCodes.Bad_MonitoredItemFilterInvalid,
            StatusCodes.Bad_FilterNotAllowed,
            StatusCodes.Bad_DeadbandFilterInvalid);

    private final ServerSession session;
    private final ServerLimits limits;
    private final SubscribeOptions options;
    private final ServerProfile profile;
    private final RecordBuffer<Reading> inbox;
    private final OpcuaMetrics metrics;
    private final List<SubscriptionWatch> subscriptions = new ArrayList<>();
    private final Map<Point, OpcUaMonitoredItem> items = new LinkedHashMap<>();
    private final Map<OpcUaMonitoredItem, SubscriptionWatch> places = new LinkedHashMap<>();
    private final Set<Point> gone = ConcurrentHashMap.newKeySet();
    private final SubscriptionWatch.Receiver receiver = new Receiver();
    private volatile Map<Point, String> unreadable = Map.of();
    private int itemsPerSubscription;

    public SubscriptionReader(
            ServerSession session,
            ServerLimits limits,
            ReadOptions options,
            RecordBuffer<Reading> inbox,
            OpcuaMetrics metrics) {
        this.session = session;
        this.limits = limits;
        this.options = options.subscribe();
        this.profile = options.profile();
        this.inbox = inbox;
        this.metrics = metrics;
        this.itemsPerSubscription = Math.min(this.options.itemsPerSubscription(), limits.itemsPerSubscription());
    }

    @Override
    public void readPoints(List<Point> points) throws UaException, OpcuaFailure {
        remove(points);
        List<Point> added =
                points.stream().filter(point -> !items.containsKey(point)).toList();
        NodeResolver resolver = new NodeResolver(session.client(), limits.pathsPerCall()).resolve(added);
        Map<Point, String> problems = new LinkedHashMap<>(resolver.problems());
        if (items.size() + resolver.nodes().size() > profile.items()) {
            throw new OpcuaFailure(
                    ReadOptions.PROFILE,
                    true,
                    "expected at most " + profile.items()
                            + " points, the limit of this kind of server, found "
                            + (items.size() + resolver.nodes().size()),
                    null);
        }
        add(resolver.nodes(), problems);
        unreadable = Map.copyOf(problems);
        if (items.isEmpty() && !problems.isEmpty()) {
            Map.Entry<Point, String> first = problems.entrySet().iterator().next();
            throw new OpcuaFailure("None of " + problems.size() + " points can be read; "
                    + first.getKey().node() + ": " + first.getValue());
        }
    }

    @Override
    public @Nullable OpcuaFailure fault() {
        for (SubscriptionWatch subscription : subscriptions) {
            OpcuaFailure fault = subscription.fault();
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    @Override
    public Map<Point, String> unreadable() {
        if (gone.isEmpty()) {
            return unreadable;
        }
        Map<Point, String> all = new LinkedHashMap<>(unreadable);
        gone.forEach(point -> all.put(point, "the server has removed the node"));
        return all;
    }

    @Override
    public void close() {
        subscriptions.forEach(SubscriptionWatch::close);
    }

    private void remove(List<Point> kept) {
        Set<Point> wanted = new LinkedHashSet<>(kept);
        wanted.removeAll(gone);
        gone.clear();
        List<Point> removed =
                items.keySet().stream().filter(point -> !wanted.contains(point)).toList();
        Set<SubscriptionWatch> changed = new LinkedHashSet<>();
        for (Point point : removed) {
            OpcUaMonitoredItem item = items.remove(point);
            SubscriptionWatch place = item == null ? null : places.remove(item);
            if (place != null) {
                place.subscription().removeMonitoredItem(item);
                changed.add(place);
            }
        }
        changed.forEach(place -> place.subscription().deleteMonitoredItems());
    }

    private void add(Map<Point, NodeId> nodes, Map<Point, String> problems) throws UaException {
        Set<SubscriptionWatch> changed = new LinkedHashSet<>();
        for (Map.Entry<Point, NodeId> node : nodes.entrySet()) {
            SubscriptionWatch place = place();
            if (place == null) {
                problems.put(node.getKey(), OpcuaFailure.name(StatusCodes.Bad_TooManySubscriptions) + placesFull());
                continue;
            }
            OpcUaMonitoredItem item = item(node.getKey(), node.getValue());
            place.subscription().addMonitoredItem(item);
            items.put(node.getKey(), item);
            places.put(item, place);
            changed.add(place);
        }
        Map<Point, NodeId> tooMany = new LinkedHashMap<>();
        for (SubscriptionWatch place : changed) {
            create(place, problems, tooMany);
        }
        if (!tooMany.isEmpty()) {
            addElsewhere(tooMany, problems);
        }
    }

    private OpcUaMonitoredItem item(Point point, NodeId node) {
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(node);
        item.setSamplingInterval(options.sampling());
        item.setQueueSize(uint(options.queueSize()));
        item.setDiscardOldest(options.discardOldest());
        item.setFilter(filter());
        item.setUserObject(point);
        return item;
    }

    /** Moves items that did not fit into a subscription to further ones; gives up if even an empty one has no room. */
    private void addElsewhere(Map<Point, NodeId> nodes, Map<Point, String> problems) throws UaException {
        int largest =
                subscriptions.stream().mapToInt(SubscriptionWatch::size).max().orElse(0);
        if (subscriptions.get(subscriptions.size() - 1).size() == 0 || largest >= itemsPerSubscription) {
            String problem = OpcuaFailure.name(StatusCodes.Bad_TooManyMonitoredItems) + placesFull();
            nodes.keySet().forEach(point -> problems.put(point, problem));
            return;
        }
        log.info("The server accepts {} points in a subscription, so several are used", largest);
        itemsPerSubscription = largest;
        add(nodes, problems);
    }

    private String placesFull() {
        return ": the server accepts no more than " + items.size() + " points in " + subscriptions.size()
                + " subscriptions; change " + SubscribeOptions.ITEMS_PER_SUBSCRIPTION + ", now "
                + options.itemsPerSubscription() + ", or read fewer points";
    }

    private @Nullable DataChangeFilter filter() {
        SubscribeOptions.Deadband deadband = options.deadband();
        boolean usual = deadband.type() == DeadbandType.None && options.trigger() == DataChangeTrigger.StatusValue;
        return usual || !profile.filters()
                ? null
                : new DataChangeFilter(options.trigger(), uint(deadband.type().getValue()), deadband.value());
    }

    /** A subscription with room for an item; null if the server has none and creates no further one. */
    private @Nullable SubscriptionWatch place() throws UaException {
        SubscriptionWatch last = subscriptions.isEmpty() ? null : subscriptions.get(subscriptions.size() - 1);
        if (last != null && last.size() < itemsPerSubscription) {
            return last;
        }
        OpcUaSubscription subscription = new OpcUaSubscription(session.client(), options.publishing());
        subscription.setMaxMonitoredItemsPerCall(uint(limits.itemsPerCall()));
        try {
            SubscriptionWatch created = SubscriptionWatch.create(subscription, session, metrics, receiver);
            subscriptions.add(created);
            return created;
        } catch (UaException e) {
            if (last == null || e.getStatusCode().value() != StatusCodes.Bad_TooManySubscriptions) {
                throw e;
            }
            return null;
        }
    }

    private void create(SubscriptionWatch place, Map<Point, String> problems, Map<Point, NodeId> tooMany)
            throws UaException {
        List<OpcUaMonitoredItem> unfiltered = new ArrayList<>();
        for (MonitoredItemServiceOperationResult result : place.subscription().createMonitoredItems()) {
            if (!result.serviceResult().isGood()) {
                throw new UaException(result.serviceResult());
            }
            StatusCode status = result.operationResult().orElse(StatusCode.BAD);
            if (FILTER_REFUSED.contains(status.value())
                    && result.monitoredItem().getFilter() != null) {
                unfiltered.add(result.monitoredItem());
            } else if (status.value() == StatusCodes.Bad_TooManyMonitoredItems) {
                tooMany.put(
                        point(result.monitoredItem()),
                        result.monitoredItem().getReadValueId().getNodeId());
                drop(place, result.monitoredItem());
            } else if (!status.isGood()) {
                problems.put(point(result.monitoredItem()), OpcuaFailure.name(status.value()));
                drop(place, result.monitoredItem());
            }
        }
        if (!unfiltered.isEmpty()) {
            log.warn(
                    "The server refuses the filter of {} points, which are read without it, such as {}",
                    unfiltered.size(),
                    point(unfiltered.get(0)).node());
            unfiltered.forEach(item -> item.setFilter(null));
            create(place, problems, tooMany);
        }
    }

    private void drop(SubscriptionWatch place, OpcUaMonitoredItem item) {
        items.remove(point(item));
        places.remove(item);
        place.subscription().removeMonitoredItem(item);
    }

    private void received(List<OpcUaMonitoredItem> changed, List<DataValue> values) throws InterruptedException {
        Instant now = Instant.now();
        List<Reading> readings = new ArrayList<>(changed.size());
        for (int i = 0; i < changed.size(); i++) {
            DataValue value = values.get(i);
            Point point = point(changed.get(i));
            readings.add(new Reading(point, value, now));
            StatusCode status = value.statusCode();
            if (!status.isGood()) {
                metrics.notGood.increment();
                if (status.value() == StatusCodes.Bad_NodeIdUnknown) {
                    gone.add(point);
                }
            }
            if (status.isOverflowSet()) {
                overflowed(point);
            }
        }
        metrics.received.add(readings.size());
        inbox.putAll(readings);
    }

    private void overflowed(Point point) {
        long times = metrics.overflowed(point);
        // Only the 1st, 10th, 100th and so on.
        if (Long.toString(times).matches("10*")) {
            log.warn(
                    "The server dropped values of {} ({} times so far): its queue was full; raise {}, now {}, or lower {}",
                    point.node(),
                    times,
                    SubscribeOptions.QUEUE_SIZE,
                    options.queueSize(),
                    SubscribeOptions.PUBLISHING);
        }
    }

    private static Point point(OpcUaMonitoredItem item) {
        return (Point) item.getUserObject().orElseThrow();
    }

    private final class Receiver implements SubscriptionWatch.Receiver {
        @Override
        public void values(List<OpcUaMonitoredItem> changed, List<DataValue> values) throws InterruptedException {
            received(changed, values);
        }
    }
}
