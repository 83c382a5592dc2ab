// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerSession;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.jspecify.annotations.Nullable;

/** Reads points in a session, on threads of its own, until it is closed. */
public interface PointReader extends AutoCloseable {
    /** Reads these points from now on, instead of the points before. */
    void readPoints(List<Point> points) throws UaException, OpcuaFailure, InterruptedException;

    /** The failure that has ended this reader; null while it works. */
    @Nullable
    OpcuaFailure fault();

    /** Points that cannot be read at present, with the reason; {@link #readPoints} tries them again. */
    Map<Point, String> unreadable();

    @Override
    void close();

    /** Opens readers. */
    @FunctionalInterface
    interface Factory {
        PointReader open(ServerSession session, ServerLimits limits)
                throws UaException, OpcuaFailure, InterruptedException;
    }
}
