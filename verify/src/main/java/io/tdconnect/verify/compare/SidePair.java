// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import io.tdconnect.verify.side.Side;
import io.tdconnect.verify.side.SideException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection to each server, which are opened again if they are lost. One thread may use the source, one the target. */
public final class SidePair implements AutoCloseable {
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Role source;
    private final Role target;

    /** Opens a connection. */
    public interface Connector {
        /** A new connection that is logged in. */
        Side connect() throws SideException, InterruptedException;
    }

    /** Something to ask of a server, which may be repeated. */
    interface Request<T> {
        T ask(Side side) throws SideException, InterruptedException;
    }

    /** Does not connect yet. */
    public SidePair(Connector source, Connector target) {
        this.source = new Role(source);
        this.target = new Role(target);
    }

    Role source() {
        return source;
    }

    Role target() {
        return target;
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }

    /** One of the two connections. */
    static final class Role {
        private final Connector connector;
        private @Nullable Side side;

        Role(Connector connector) {
            this.connector = connector;
        }

        /**
         * The answer to a request.
         *
         * @throws SideException if the server refuses, the request is too much for it, or it stays away
         */
        <T> T ask(Request<T> request) throws SideException, InterruptedException {
            for (int tries = 1; ; tries++) {
                try {
                    return request.ask(open());
                } catch (SideException e) {
                    close();
                    if (e.reason() != SideException.Cause.LOST || tries == TRIES) {
                        throw e;
                    }
                    Thread.sleep(PAUSE.toMillis() << tries);
                }
            }
        }

        private synchronized Side open() throws SideException, InterruptedException {
            Side open = side;
            if (open == null) {
                open = connector.connect();
                side = open;
            }
            return open;
        }

        synchronized void close() {
            if (side != null) {
                side.close();
                side = null;
            }
        }
    }
}
