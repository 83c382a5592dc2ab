// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.server.EventListener;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.model.objects.AlarmConditionTypeNode;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.subscriptions.Subscription;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;

/**
 * Events of the object Server, and conditions whose states it reports again on request, with no other event between the
 * beginning and the end of such a refresh.
 */
final class PlantEvents {
    private final OpcUaServer server;
    private final Function<String, NodeId> nodes;
    private final Map<String, Alarm> alarms;
    private final AtomicInteger refreshes;

    PlantEvents(
            OpcUaServer server, Function<String, NodeId> nodes, Map<String, Alarm> alarms, AtomicInteger refreshes) {
        this.server = server;
        this.nodes = nodes;
        this.alarms = alarms;
        this.refreshes = refreshes;
    }

    /** Reports an event of a variable, or of the object Server if there is no name. */
    synchronized void fire(String source, String message, int severity, Instant time) {
        report(NodeIds.BaseEventType, id(), List.of(server.getEventNotifier()::fire), event -> {
            describe(event, source, message, severity, time);
        });
    }

    /** Changes the state of a condition, and reports it. */
    synchronized void change(Alarm alarm) {
        alarms.put(alarm.source(), alarm);
        tell(alarm, List.of(server.getEventNotifier()::fire));
    }

    void answerConditionRefresh() {
        server.getAddressSpaceManager()
                .getManagedNode(NodeIds.ConditionType_ConditionRefresh)
                .ifPresent(node -> ((UaMethodNode) node).setInvocationHandler(refresh()));
    }

    private MethodInvocationHandler refresh() {
        return (context, request) -> {
            UInteger id = (UInteger) request.getInputArguments()[0].value();
            Subscription subscription = server.getSubscriptions().get(id);
            if (subscription == null) {
                return result(StatusCodes.Bad_SubscriptionIdInvalid);
            }
            tellAll(subscription);
            return result(StatusCodes.Good);
        };
    }

    private synchronized void tellAll(Subscription subscription) {
        refreshes.incrementAndGet();
        List<Consumer<BaseEventTypeNode>> items = new ArrayList<>();
        subscription.getMonitoredItems().values().forEach(item -> {
            if (item instanceof EventItem listener) {
                items.add(((EventListener) listener)::onEvent);
            }
        });
        mark(NodeIds.RefreshStartEventType, items);
        alarms.values().stream().filter(Alarm::retained).forEach(alarm -> tell(alarm, items));
        mark(NodeIds.RefreshEndEventType, items);
    }

    private static CallMethodResult result(long status) {
        return new CallMethodResult(new StatusCode(status), new StatusCode[0], new DiagnosticInfo[0], new Variant[0]);
    }

    private void mark(NodeId type, List<Consumer<BaseEventTypeNode>> receivers) {
        report(type, id(), receivers, event -> describe(event, "", "Refresh", 1, Instant.now()));
    }

    private void tell(Alarm alarm, List<Consumer<BaseEventTypeNode>> receivers) {
        report(NodeIds.AlarmConditionType, nodes.apply("alarm." + alarm.source()), receivers, event -> {
            describe(event, alarm.source(), alarm.message(), alarm.severity(), alarm.time());
            // A repeated event has the same id.
            event.setEventId(
                    ByteString.of((alarm.source() + alarm.message() + alarm.time()).getBytes(StandardCharsets.UTF_8)));
            AlarmConditionTypeNode condition = (AlarmConditionTypeNode) event;
            condition.setConditionName(alarm.source() + " alarm");
            condition.setRetain(alarm.retained());
            condition.setActiveState(LocalizedText.english(alarm.active() ? "Active" : "Inactive"));
            condition.getActiveStateNode().setId(alarm.active());
            condition.setAckedState(LocalizedText.english(alarm.acknowledged() ? "Acknowledged" : "Unacknowledged"));
            condition.getAckedStateNode().setId(alarm.acknowledged());
        });
    }

    private void report(
            NodeId type,
            NodeId id,
            List<Consumer<BaseEventTypeNode>> receivers,
            Consumer<BaseEventTypeNode> description) {
        try {
            BaseEventTypeNode event = server.getEventFactory().createEvent(id, type);
            event.setBrowseName(new QualifiedName(1, "event"));
            event.setDisplayName(LocalizedText.english("event"));
            event.setEventType(type);
            description.accept(event);
            receivers.forEach(receiver -> receiver.accept(event));
            event.delete();
        } catch (UaException e) {
            throw new IllegalStateException("No event can be made", e);
        }
    }

    private void describe(BaseEventTypeNode event, String source, String message, int severity, Instant time) {
        event.setEventId(ByteString.of(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8)));
        event.setSourceNode(source.isEmpty() ? NodeIds.Server : nodes.apply(source));
        event.setSourceName(source.isEmpty() ? "Server" : source);
        event.setTime(new DateTime(time));
        event.setReceiveTime(DateTime.now());
        event.setMessage(LocalizedText.english(message));
        event.setSeverity(ushort(severity));
    }

    private NodeId id() {
        return nodes.apply(UUID.randomUUID().toString());
    }
}
