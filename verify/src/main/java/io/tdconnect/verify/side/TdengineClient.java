// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.gateway.QueryConnection;
import io.tdconnect.tdengine.rest.RestConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries on a server of version 3 over WebSocket, or of version 2 over REST. For use by one thread, except {@link #close}. */
public final class TdengineClient implements AutoCloseable {
    private static final long CRC32_OF_A = 0xe8b7be43L;

    private final String server;
    private final @Nullable QueryConnection version3;
    private final @Nullable RestConnection version2;

    private TdengineClient(String server, @Nullable QueryConnection version3, @Nullable RestConnection version2) {
        this.server = server;
        this.version3 = version3;
        this.version2 = version2;
    }

    /**
     * Connects and logs in.
     *
     * @throws SideException if the server cannot be reached, or refuses the user
     */
    public static TdengineClient connect(Gateway gateway) throws SideException, InterruptedException {
        String server = "TDengine at " + String.join(",", gateway.endpoints());
        try {
            return new TdengineClient(server, QueryConnection.connect(gateway), null);
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) == ErrorClass.AUTHENTICATION) {
                throw failure(server, e);
            }
            return new TdengineClient(server, null, version2(gateway, server, e));
        }
    }

    private static RestConnection version2(Gateway gateway, String server, SQLException withVersion3)
            throws SideException, InterruptedException {
        try {
            RestConnection connection = RestConnection.connect(gateway);
            if (connection.version().startsWith("2.")) {
                return connection;
            }
            connection.close();
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) == ErrorClass.AUTHENTICATION) {
                throw failure(server, e);
            }
            withVersion3.addSuppressed(e);
        }
        throw failure(server, withVersion3);
    }

    /** Whether the server has version 3. */
    public boolean isVersion3() {
        return version3 != null;
    }

    /** Whether the server computes checksums of text: some servers of version 3 do. */
    public boolean sumsTexts() throws SideException, InterruptedException {
        if (!isVersion3()) {
            return false;
        }
        try {
            return rows("SELECT CRC32('a')").get(0).get(0) instanceof Long sum && sum == CRC32_OF_A;
        } catch (SideException e) {
            if (e.reason() == SideException.Cause.REFUSED) {
                return false;
            }
            throw e;
        }
    }

    void query(String sql, BlockConsumer blocks) throws SideException, InterruptedException {
        try {
            if (version3 != null) {
                version3.query(sql, blocks);
            } else if (version2 != null) {
                version2.query(sql, blocks);
            }
        } catch (SQLException e) {
            throw failure(server, e);
        }
    }

    /** The rows of a small result. */
    List<List<@Nullable Object>> rows(String sql) throws SideException, InterruptedException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        query(sql, block -> {
            for (int row = 0; row < block.rows(); row++) {
                List<@Nullable Object> cells = new ArrayList<>();
                for (BlockColumn column : block.columns()) {
                    cells.add(column.value(row));
                }
                rows.add(cells);
            }
        });
        return rows;
    }

    SideException lost(String message) {
        return new SideException(SideException.Cause.TOO_MUCH, server + ": " + message, null);
    }

    private static SideException failure(String server, SQLException e) {
        int code = TdengineErrors.code(e);
        SideException.Cause cause;
        if (code == GatewayException.TIMEOUT) {
            cause = SideException.Cause.TOO_MUCH;
        } else {
            cause = TdengineErrors.classify(e) == ErrorClass.RETRIABLE
                    ? SideException.Cause.LOST
                    : SideException.Cause.REFUSED;
        }
        return new SideException(cause, server + ": " + e.getMessage(), code, e);
    }

    @Override
    public void close() {
        if (version3 != null) {
            version3.close();
        }
        if (version2 != null) {
            version2.close();
        }
    }
}
