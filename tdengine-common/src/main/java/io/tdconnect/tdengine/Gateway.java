// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The address of the gateway, the login, and limits of waiting.
 *
 * @param endpoints {@code host:port} of the gateways of one cluster, in the order in which to try them; at least one
 * @param tls how connections are secured
 * @param login the user
 * @param connectTimeout how long connecting may take, for each endpoint
 * @param requestTimeout how long the gateway may take to answer
 */
public record Gateway(
        List<String> endpoints, Encryption tls, Login login, Duration connectTimeout, Duration requestTimeout) {
    /** Copies the list of endpoints. */
    public Gateway {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("expected at least one endpoint");
        }
    }

    /**
     * The user that connects.
     *
     * @param token of TDengine Cloud, null to use user and password
     */
    public record Login(
            String user, Password password, @Nullable Password token) {
        /** A user with a password. */
        public Login(String user, Password password) {
            this(user, password, null);
        }
    }
}
