// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import io.tdconnect.opcua.value.UaValues;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;

/**
 * The points of a session and what its server reports about them.
 *
 * @param infos by the text of the node; points may be missing
 * @param values converts the structures that this server describes
 */
public record KnownPoints(List<Point> points, Map<String, NodeInfo> infos, UaValues values) {
    /** The state before the first session. */
    public static final KnownPoints NONE =
            new KnownPoints(List.of(), Map.of(), new UaValues(() -> DefaultEncodingContext.INSTANCE));

    public KnownPoints {
        points = List.copyOf(points);
        infos = Map.copyOf(infos);
    }

    /** Asks a server about points. */
    @FunctionalInterface
    public interface Source {
        KnownPoints ask(OpcUaClient client, List<Point> points) throws UaException, InterruptedException;
    }

    /** Points about which the server is not asked. */
    public static KnownPoints unasked(OpcUaClient client, List<Point> points) {
        return new KnownPoints(points, Map.of(), new UaValues(client::getDynamicEncodingContext));
    }
}
