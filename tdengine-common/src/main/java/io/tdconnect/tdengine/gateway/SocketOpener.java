// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.gateway;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.GatewayException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.config.types.Password;

/** Connects to the first gateway of a cluster that accepts the connection. */
public final class SocketOpener {
    /** Path of subscriptions. */
    public static final String SUBSCRIPTION = "/rest/tmq";

    /** Path of queries. */
    public static final String QUERY = "/ws";

    private static final int SHARE_OF_MEMORY = 4;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 16;

    private final Gateway gateway;
    private final int maxBytes;

    public SocketOpener(Gateway gateway, int maxBytes) {
        this.gateway = gateway;
        this.maxBytes = maxBytes;
    }

    /** The longest accepted message: a quarter of the memory of this Java. */
    public static int memoryForMessage() {
        return (int) Math.min(LONGEST_ARRAY, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    /** Tries the endpoints in their order. */
    public GatewaySocket open(String path) throws GatewayException, InterruptedException {
        GatewayException failure = null;
        for (String endpoint : gateway.endpoints()) {
            try {
                return open(endpoint, path);
            } catch (GatewayException e) {
                if (e.errorClass() != ErrorClass.RETRIABLE) {
                    throw e;
                }
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure == null ? new GatewayException("No endpoint is configured", 0, null) : failure;
    }

    private GatewaySocket open(String endpoint, String path) throws GatewayException, InterruptedException {
        String address = (gateway.tls().on() ? "wss://" : "ws://") + endpoint + path;
        Password token = gateway.login().token();
        String query = token == null ? "" : "?token=" + URLEncoder.encode(token.value(), StandardCharsets.UTF_8);
        URI uri = URI.create(address + query);
        if (uri.getHost() == null) {
            throw new GatewayException(
                    "Expected a host name of letters, digits and hyphens, found " + endpoint, 0, null);
        }
        GatewaySocket.Timeouts timeouts =
                new GatewaySocket.Timeouts(gateway.connectTimeout(), gateway.requestTimeout());
        return GatewaySocket.open(gateway.tls(), uri, address, timeouts, maxBytes);
    }
}
