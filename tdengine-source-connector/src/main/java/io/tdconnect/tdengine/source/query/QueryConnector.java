// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.rest.RestConnection;
import io.tdconnect.tdengine.source.server.GatewayQueryClient;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.RestQueryClient;
import io.tdconnect.tdengine.source.server.Version2Server;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections for queries: over WebSocket, or over REST for version 2, whose gateway has no queries over WebSocket. */
public record QueryConnector(Gateway gateway) implements QueryReader.Connector {
    private static final Logger log = LoggerFactory.getLogger(QueryConnector.class);

    @Override
    public QueryClient connect() throws SQLException, InterruptedException {
        try {
            return PrefetchingQueryClient.connect(() -> GatewayQueryClient.connect(gateway));
        } catch (SQLException e) {
            Optional<RestConnection> version2 = TdengineErrors.classify(e) == ErrorClass.RETRIABLE
                    ? Version2Server.connect(gateway)
                    : Optional.empty();
            if (version2.isEmpty()) {
                throw e;
            }
            log.info(
                    "Reading over REST, since the server is TDengine {}",
                    version2.get().version());
            return new RestQueryClient(version2.get());
        }
    }
}
