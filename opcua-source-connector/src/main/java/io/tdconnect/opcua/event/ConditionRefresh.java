// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import io.tdconnect.opcua.session.OpcuaFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.CallResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests the present states of all conditions for a subscription (OPC UA part 9, 5.5.7). */
final class ConditionRefresh {
    private static final Logger log = LoggerFactory.getLogger(ConditionRefresh.class);

    private ConditionRefresh() {}

    /** Returns at once; servers without conditions refuse the request, which is only logged. */
    static void request(OpcUaClient client, OpcUaSubscription subscription) {
        UInteger id = subscription.getSubscriptionId().orElse(null);
        if (id == null) {
            return;
        }
        CallMethodRequest call = new CallMethodRequest(
                NodeIds.ConditionType, NodeIds.ConditionType_ConditionRefresh, new Variant[] {new Variant(id)});
        CompletableFuture<CallResponse> unused =
                client.callAsync(List.of(call)).whenComplete(ConditionRefresh::answered);
    }

    private static void answered(@Nullable CallResponse response, @Nullable Throwable failure) {
        if (failure != null) {
            log.info("The server does not report the states of its conditions: {}", failure.getMessage());
            return;
        }
        CallMethodResult[] results = response == null ? null : response.getResults();
        if (results != null && results.length > 0 && results[0].getStatusCode().isBad()) {
            log.info(
                    "The server does not report the states of its conditions ({}); they arrive as they change",
                    OpcuaFailure.name(results[0].getStatusCode().value()));
        }
    }
}
