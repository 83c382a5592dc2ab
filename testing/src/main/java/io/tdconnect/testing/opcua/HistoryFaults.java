// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import java.util.function.Supplier;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.DefaultAttributeServiceSet;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResponse;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/** Refuses requests for history altogether while that is wanted. */
final class HistoryFaults extends DefaultAttributeServiceSet {
    private final Supplier<HistoryAnswers> answers;

    private HistoryFaults(OpcUaServer server, Supplier<HistoryAnswers> answers) {
        super(server);
        this.answers = answers;
    }

    static void addTo(OpcUaServer server, Supplier<HistoryAnswers> answers) {
        server.getConfig().getEndpoints().stream()
                .map(endpoint -> EndpointUtil.getPath(endpoint.getEndpointUrl()))
                .distinct()
                .forEach(path -> server.addServiceSet(path, new HistoryFaults(server, answers)));
    }

    @Override
    public HistoryReadResponse onHistoryRead(ServiceRequestContext context, HistoryReadRequest request)
            throws UaException {
        if (answers.get() == HistoryAnswers.FAULT) {
            throw new UaException(StatusCodes.Bad_ServiceUnsupported);
        }
        return super.onHistoryRead(context, request);
    }
}
