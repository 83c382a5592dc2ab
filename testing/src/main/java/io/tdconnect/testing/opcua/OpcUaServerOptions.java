// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;

/**
 * How an {@link OpcUaTestServer} behaves.
 *
 * @param policies security policies that are offered, each but None with Sign and SignAndEncrypt
 * @param hostname host that the server tells clients to connect to
 * @param itemsPerCall monitored items that a request may create at most
 * @param nodesPerRead nodes that a request may read at most
 * @param trusted which clients' certificates are accepted
 * @param anonymous whether sessions without a user are accepted
 * @param itemsPerSubscription monitored items that a subscription may have; 0 for any number
 * @param tellsItemsPerSubscription whether clients can read that number
 */
public record OpcUaServerOptions(
        List<SecurityPolicy> policies,
        String hostname,
        int itemsPerCall,
        int nodesPerRead,
        Predicate<X509Certificate> trusted,
        boolean anonymous,
        int itemsPerSubscription,
        boolean tellsItemsPerSubscription) {
    /** Accepts every client, without security. */
    public static OpcUaServerOptions defaults() {
        return new OpcUaServerOptions(
                List.of(SecurityPolicy.None), "127.0.0.1", 10_000, 10_000, certificate -> true, true, 0, false);
    }

    /** With other security policies. */
    public OpcUaServerOptions withPolicies(SecurityPolicy... offered) {
        return new OpcUaServerOptions(
                List.of(offered),
                hostname,
                itemsPerCall,
                nodesPerRead,
                trusted,
                anonymous,
                itemsPerSubscription,
                tellsItemsPerSubscription);
    }

    /** With another host in its endpoints. */
    public OpcUaServerOptions withHostname(String host) {
        return new OpcUaServerOptions(
                policies,
                host,
                itemsPerCall,
                nodesPerRead,
                trusted,
                anonymous,
                itemsPerSubscription,
                tellsItemsPerSubscription);
    }

    /** With other limits for a request. */
    public OpcUaServerOptions withLimits(int items, int nodes) {
        return new OpcUaServerOptions(
                policies, hostname, items, nodes, trusted, anonymous, itemsPerSubscription, tellsItemsPerSubscription);
    }

    /** Accepting only some clients. */
    public OpcUaServerOptions withTrusted(Predicate<X509Certificate> accepted) {
        return new OpcUaServerOptions(
                policies,
                hostname,
                itemsPerCall,
                nodesPerRead,
                accepted,
                anonymous,
                itemsPerSubscription,
                tellsItemsPerSubscription);
    }

    /** Without sessions that have no user. */
    public OpcUaServerOptions withoutAnonymous() {
        return new OpcUaServerOptions(
                policies,
                hostname,
                itemsPerCall,
                nodesPerRead,
                trusted,
                false,
                itemsPerSubscription,
                tellsItemsPerSubscription);
    }

    /** With another limit for a subscription, which clients can read or find out only. */
    public OpcUaServerOptions withItemsPerSubscription(int items, boolean told) {
        return new OpcUaServerOptions(policies, hostname, itemsPerCall, nodesPerRead, trusted, anonymous, items, told);
    }
}
