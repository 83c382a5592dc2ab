// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.gateway.QueryConnection;
import java.sql.SQLException;

/** Queries over the WebSocket of the gateway. */
public final class GatewayQueryClient implements QueryClient {
    private final QueryConnection connection;

    private GatewayQueryClient(QueryConnection connection) {
        this.connection = connection;
    }

    public static QueryClient connect(Gateway gateway) throws SQLException, InterruptedException {
        return new GatewayQueryClient(QueryConnection.connect(gateway));
    }

    @Override
    public void query(String sql, BlockConsumer blocks) throws SQLException, InterruptedException {
        connection.query(sql, blocks);
    }

    @Override
    public void close() {
        connection.close();
    }
}
