// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.gateway;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.block.BlockDecoder;
import io.tdconnect.tdengine.block.Cursor;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Queries over the gateway's {@code /ws}, which hand over their results block by block.
 *
 * <p>The next block is requested while the current one is processed, and no further one, so that a slow reader slows the
 * server down. For use by one thread, except {@link #close}. No message contains a secret.
 */
public final class QueryConnection implements AutoCloseable {
    private static final String FETCH = "fetch_raw_block";
    private static final int FETCH_RAW_BLOCK = 7;

    private final RequestChannel gateway;

    private QueryConnection(RequestChannel gateway) {
        this.gateway = gateway;
    }

    /**
     * Connects to the first endpoint that accepts the connection, and logs in.
     *
     * @throws GatewayException if no endpoint accepts, or the server refuses the user
     */
    public static QueryConnection connect(Gateway gateway) throws GatewayException, InterruptedException {
        GatewaySocket socket = new SocketOpener(gateway, SocketOpener.memoryForMessage()).open(SocketOpener.QUERY);
        Gateway.Login login = gateway.login();
        RequestChannel conversation = new RequestChannel(socket, login.password());
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("user", login.user());
        args.put("password", login.password().value());
        args.put("db", "");
        args.put("app", "tdconnect");
        try {
            conversation.ask("conn", args);
        } catch (GatewayException | InterruptedException e) {
            conversation.close();
            throw e;
        }
        return new QueryConnection(conversation);
    }

    /**
     * Runs a statement, and hands over the blocks of its result, if any.
     *
     * @throws SQLException if the server refuses, or what {@code blocks} throws; a {@link GatewayException} without a
     *     code of the server if the connection cannot be used again
     */
    public void query(String sql, BlockConsumer blocks) throws SQLException, InterruptedException {
        Map<String, @Nullable Object> answer = gateway.ask("query", Map.of("sql", sql));
        if (Boolean.TRUE.equals(answer.get("is_update"))) {
            return;
        }
        long id = GatewayJson.number(answer, "id");
        List<String> names = GatewayJson.list(answer, "fields_names").stream()
                .map(String::valueOf)
                .toList();
        Precision precision = BlockDecoder.precision((int) GatewayJson.number(answer, "precision"));
        boolean whole = false;
        try {
            fetch(id, names, precision, blocks);
            whole = true;
        } finally {
            if (!whole) {
                // The next query would receive its answers.
                close();
            }
        }
        gateway.sendOnly("free_result", Map.of("id", id));
    }

    @Override
    public void close() {
        gateway.close();
    }

    private void fetch(long id, List<String> names, Precision precision, BlockConsumer blocks)
            throws SQLException, InterruptedException {
        gateway.begin(FETCH_RAW_BLOCK, id);
        Cursor in = next(id);
        while (in != null) {
            Block block = BlockDecoder.result(in, names, precision);
            gateway.begin(FETCH_RAW_BLOCK, id);
            blocks.accept(block);
            in = next(id);
        }
    }

    /** The next block; null after the last one. */
    private @Nullable Cursor next(long id) throws GatewayException, InterruptedException {
        Cursor in = gateway.binaryAnswer(FETCH, FETCH_RAW_BLOCK);
        BinaryAnswer.expect("result", id, in.i64());
        return in.u8() != 0 ? null : in.part(in.i32());
    }
}
