// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.session.OpcFailure;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerSession;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.jspecify.annotations.Nullable;

/** Reads points in a session, on threads of its own, until it is closed. */
public interface PointReader extends AutoCloseable {
    /** Reads these points from now on, in place of those before. */
    void readPoints(List<Point> points) throws UaException, OpcFailure, InterruptedException;

    /** Why this reader is of no use any more; null while it works. */
    @Nullable
    OpcFailure fault();

    /** Points that cannot be read at present, and why; {@link #readPoints} tries them again. */
    Map<Point, String> unreadable();

    @Override
    void close();

    /** Makes readers. */
    @FunctionalInterface
    interface Factory {
        PointReader open(ServerSession session, ServerLimits limits)
                throws UaException, OpcFailure, InterruptedException;
    }
}
