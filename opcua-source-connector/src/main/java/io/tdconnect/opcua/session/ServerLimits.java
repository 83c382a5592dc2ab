// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OperationLimits;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/**
 * How much a server accepts in one request.
 *
 * @param itemsPerCall monitored items to create or delete
 * @param nodesPerRead nodes to read
 * @param pathsPerCall browse paths to translate
 * @param historyPerCall nodes whose history is read
 * @param itemsPerSubscription monitored items of a subscription
 */
public record ServerLimits(
        int itemsPerCall, int nodesPerRead, int pathsPerCall, int historyPerCall, int itemsPerSubscription) {
    /** The limits that the server reports, bounded by its profile. */
    public static ServerLimits of(OpcUaClient client, ServerProfile profile) throws UaException {
        OperationLimits reported = client.getOperationLimits();
        return new ServerLimits(
                limit(reported.maxMonitoredItemsPerCall(), profile),
                limit(reported.maxNodesPerRead(), profile),
                limit(reported.maxNodesPerTranslateBrowsePathsToNodeIds(), profile),
                limit(reported.maxNodesPerHistoryReadData(), profile),
                itemsPerSubscription(client));
    }

    /** Many servers do not report this limit, which version 1.05 of the standard has introduced. */
    private static int itemsPerSubscription(OpcUaClient client) throws UaException {
        Object reported = client.readValues(
                        0,
                        TimestampsToReturn.Neither,
                        List.of(NodeIds.Server_ServerCapabilities_MaxMonitoredItemsPerSubscription))
                .get(0)
                .value()
                .value();
        return reported instanceof UInteger limit && limit.longValue() > 0
                ? (int) Math.min(Integer.MAX_VALUE, limit.longValue())
                : Integer.MAX_VALUE;
    }

    private static int limit(Optional<UInteger> reported, ServerProfile profile) {
        long limit =
                reported.map(UInteger::longValue).filter(value -> value > 0).orElse((long) profile.perCall());
        boolean bounded = profile != ServerProfile.AUTO;
        return (int) Math.min(bounded ? profile.perCall() : Integer.MAX_VALUE, limit);
    }
}
