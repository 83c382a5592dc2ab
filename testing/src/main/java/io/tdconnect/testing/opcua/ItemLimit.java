// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.DefaultMonitoredItemServiceSet;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ResponseHeader;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/** Limits the monitored items of a subscription, as small controllers do. */
final class ItemLimit extends DefaultMonitoredItemServiceSet {
    private final int limit;
    private final Map<UInteger, Integer> items = new ConcurrentHashMap<>();

    private ItemLimit(OpcUaServer server, int limit) {
        super(server);
        this.limit = limit;
    }

    static void addTo(OpcUaServer server, OpcUaServerOptions options) {
        if (options.itemsPerSubscription() > 0) {
            ItemLimit limit = new ItemLimit(server, options.itemsPerSubscription());
            server.getConfig().getEndpoints().stream()
                    .map(endpoint -> EndpointUtil.getPath(endpoint.getEndpointUrl()))
                    .distinct()
                    .forEach(path -> server.addServiceSet(path, limit));
        }
    }

    @Override
    public CreateMonitoredItemsResponse onCreateMonitoredItems(
            ServiceRequestContext context, CreateMonitoredItemsRequest request) throws UaException {
        MonitoredItemCreateRequest[] wanted = request.getItemsToCreate();
        int before = items.getOrDefault(request.getSubscriptionId(), 0);
        int taken = Math.max(0, Math.min(wanted.length, limit - before));
        items.put(request.getSubscriptionId(), before + taken);
        List<MonitoredItemCreateResult> results = new ArrayList<>();
        if (taken > 0) {
            CreateMonitoredItemsRequest allowed = new CreateMonitoredItemsRequest(
                    request.getRequestHeader(),
                    request.getSubscriptionId(),
                    request.getTimestampsToReturn(),
                    Arrays.copyOf(wanted, taken));
            results.addAll(
                    List.of(super.onCreateMonitoredItems(context, allowed).getResults()));
        }
        while (results.size() < wanted.length) {
            results.add(new MonitoredItemCreateResult(
                    new StatusCode(StatusCodes.Bad_TooManyMonitoredItems), uint(0), 0.0, uint(0), null));
        }
        ResponseHeader header = new ResponseHeader(
                DateTime.now(),
                request.getRequestHeader().getRequestHandle(),
                StatusCode.GOOD,
                DiagnosticInfo.NULL_VALUE,
                new String[0],
                null);
        return new CreateMonitoredItemsResponse(
                header, results.toArray(MonitoredItemCreateResult[]::new), new DiagnosticInfo[0]);
    }
}
