// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import io.tdconnect.opcua.node.NodeResolver;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerSession;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/** Checks that a server has the configured notifiers and types of events. */
public final class EventCheck {
    private static final int SUBSCRIBE_TO_EVENTS = 1;

    private EventCheck() {}

    public static void run(ServerSession session, ServerLimits limits, EventOptions options)
            throws UaException, OpcuaFailure, InterruptedException {
        NodeResolver resolver = new NodeResolver(session.client(), limits.pathsPerCall()).resolve(options.notifiers());
        for (Map.Entry<Point, String> problem : resolver.problems().entrySet()) {
            throw refused(problem.getKey(), problem.getValue());
        }
        for (Map.Entry<Point, NodeId> node : resolver.nodes().entrySet()) {
            ReadValueId read =
                    new ReadValueId(node.getValue(), AttributeId.EventNotifier.uid(), null, QualifiedName.NULL_VALUE);
            DataValue[] answers = Objects.requireNonNullElse(
                    session.client()
                            .read(0, TimestampsToReturn.Neither, List.of(read))
                            .getResults(),
                    new DataValue[0]);
            Object value = answers.length == 0 ? null : answers[0].value().value();
            if (!(value instanceof UByte bits)) {
                throw refused(
                        node.getKey(),
                        answers.length == 0
                                ? "no answer"
                                : OpcuaFailure.name(answers[0].statusCode().value()));
            }
            if ((bits.intValue() & SUBSCRIBE_TO_EVENTS) == 0) {
                throw refused(node.getKey(), "it sends no events");
            }
        }
        EventTypes.read(session.client()).resolve(options.types());
    }

    private static OpcuaFailure refused(Point notifier, String why) {
        return new OpcuaFailure(
                EventOptions.NOTIFIERS,
                true,
                "expected objects that send events, found " + notifier.node() + " (" + why + ")",
                null);
    }
}
