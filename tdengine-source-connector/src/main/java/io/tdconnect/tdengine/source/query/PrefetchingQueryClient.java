// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.source.server.PrefetchThreads;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.SplitRange;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Starts the next query while the result of the current one is processed, each with its own connection and thread: a
 * server that sorts rows takes about as long for the first row as for sending all.
 *
 * <p>It holds a few blocks of the query that it started. For use by one thread, except {@link #close}.
 */
public final class PrefetchingQueryClient implements QueryClient {
    public static final String THREAD = "tdengine-source-query-ahead";
    private static final int BLOCKS = 2;
    private static final Object END = new Object();

    private final Opener opener;
    private final Deque<QueryClient> idle = new ArrayDeque<>();
    private final Set<QueryClient> open = ConcurrentHashMap.newKeySet();
    private final PrefetchThreads threads;
    private @Nullable Begun begun;
    private volatile boolean closed;

    /** Opens connections. */
    public interface Opener {
        QueryClient open() throws SQLException, InterruptedException;
    }

    private PrefetchingQueryClient(Opener opener) {
        this.opener = opener;
        // One for the result that is processed, and one for the next.
        threads = new PrefetchThreads(THREAD, 2);
    }

    /** Opens the first connection; the second is opened when it is needed. */
    public static PrefetchingQueryClient connect(Opener opener) throws SQLException, InterruptedException {
        PrefetchingQueryClient connected = new PrefetchingQueryClient(opener);
        try {
            connected.idle.add(connected.opened());
        } catch (SQLException | InterruptedException | RuntimeException e) {
            connected.close();
            throw e;
        }
        return connected;
    }

    @Override
    public void query(String sql, BlockConsumer blocks) throws SQLException, InterruptedException {
        Begun current = begun;
        if (current != null && current.sql.equals(sql)) {
            begun = null;
            current.handOver(blocks);
            return;
        }
        QueryClient client = taken();
        client.query(sql, blocks);
        idle.add(client);
    }

    @Override
    public void expect(SplitRange range) throws SQLException, InterruptedException {
        Begun other = begun;
        if (other != null) {
            other.discard();
        }
        begun = new Begun(range.rows(), taken());
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(QueryClient::close);
        threads.close();
    }

    private QueryClient taken() throws SQLException, InterruptedException {
        QueryClient client = idle.poll();
        return client == null ? opened() : client;
    }

    private QueryClient opened() throws SQLException, InterruptedException {
        QueryClient client = opener.open();
        open.add(client);
        if (closed) {
            client.close();
        }
        return client;
    }

    /** A query whose result another thread reads. */
    private final class Begun {
        private final String sql;
        private final QueryClient client;
        private final BlockingQueue<Object> result = new ArrayBlockingQueue<>(BLOCKS);
        private final Future<?> reading;

        Begun(String sql, QueryClient client) {
            this.sql = sql;
            this.client = client;
            reading = threads.submit(this::read);
        }

        private @Nullable Void read() throws InterruptedException {
            Object last = END;
            try {
                client.query(sql, result::put);
            } catch (SQLException | RuntimeException | Error e) {
                last = e;
            }
            result.put(last);
            return null;
        }

        void handOver(BlockConsumer blocks) throws SQLException, InterruptedException {
            boolean whole = false;
            try {
                for (Object next = result.take(); next != END; next = result.take()) {
                    if (next instanceof Block block) {
                        blocks.accept(block);
                    } else {
                        throw PrefetchThreads.failure((Throwable) next);
                    }
                }
                whole = true;
            } finally {
                if (!whole) {
                    discard();
                }
            }
            idle.add(client);
        }

        void discard() {
            open.remove(client);
            client.close();
            reading.cancel(true);
        }
    }
}
