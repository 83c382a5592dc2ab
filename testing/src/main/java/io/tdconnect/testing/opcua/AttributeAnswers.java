// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.function.Supplier;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.DefaultAttributeServiceSet;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/** Refuses requests for history if wanted, and applies a limit that the library lacks. */
final class AttributeAnswers extends DefaultAttributeServiceSet {
    private final Supplier<HistoryAnswers> answers;

    private final OpcUaServerOptions options;

    private AttributeAnswers(OpcUaServer server, OpcUaServerOptions options, Supplier<HistoryAnswers> answers) {
        super(server);
        this.options = options;
        this.answers = answers;
    }

    static void addTo(OpcUaServer server, OpcUaServerOptions options, Supplier<HistoryAnswers> answers) {
        server.getConfig().getEndpoints().stream()
                .map(endpoint -> EndpointUtil.getPath(endpoint.getEndpointUrl()))
                .distinct()
                .forEach(path -> server.addServiceSet(path, new AttributeAnswers(server, options, answers)));
    }

    @Override
    public ReadResponse onRead(ServiceRequestContext context, ReadRequest request) throws UaException {
        ReadResponse response = super.onRead(context, request);
        ReadValueId[] nodes = request.getNodesToRead();
        for (int i = 0; options.tellsItemsPerSubscription() && i < nodes.length; i++) {
            if (nodes[i].getNodeId().equals(NodeIds.Server_ServerCapabilities_MaxMonitoredItemsPerSubscription)) {
                response.getResults()[i] = new DataValue(new Variant(uint(options.itemsPerSubscription())));
            }
        }
        return response;
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
