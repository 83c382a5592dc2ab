// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.rest.RestConnection;
import io.tdconnect.tdengine.source.server.GatewayQueryClient;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.Version2Exception;
import io.tdconnect.tdengine.source.server.Version2Server;
import io.tdconnect.tdengine.tmq.TmqClient;
import io.tdconnect.tdengine.tmq.TmqConsumer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A server of version 3, which has subscriptions. */
record SubscriptionServer(Gateway gateway, TdengineConnections connections) implements Subscription.Server {
    @Override
    public TmqConsumer consumer() throws GatewayException, InterruptedException {
        return TmqClient.connect(gateway);
    }

    @Override
    public QueryClient queries() throws SQLException, InterruptedException {
        return GatewayQueryClient.connect(gateway);
    }

    @Override
    public Connection statements() throws SQLException, InterruptedException {
        try {
            return connections.open();
        } catch (SQLException e) {
            Optional<RestConnection> version2 = TdengineErrors.classify(e) == ErrorClass.RETRIABLE
                    ? Version2Server.connect(gateway)
                    : Optional.empty();
            if (version2.isEmpty()) {
                throw e;
            }
            throw new Version2Exception(version2.get().version(), e);
        }
    }
}
