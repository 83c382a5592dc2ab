// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.time.Duration;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.jspecify.annotations.Nullable;

/** Which points a task reads. */
interface PointCatalog {
    /**
     * The points of this task as of now.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if the list of points cannot be used
     */
    List<Point> points(OpcUaClient client) throws UaException, InterruptedException;

    /** How often the points are asked for again; null if they stay. */
    @Nullable
    Duration refresh();
}
