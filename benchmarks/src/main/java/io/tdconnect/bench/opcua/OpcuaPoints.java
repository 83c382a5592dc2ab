// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.opcua;

import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** Points of a server that count up, all at the same times. */
final class OpcuaPoints {
    private static final String PREFIX = "p";

    private final OpcUaTestServer server;
    private final int count;

    OpcuaPoints(OpcUaTestServer server, int count) {
        this.server = server;
        this.count = count;
        server.addDoubles(PREFIX, count);
    }

    int count() {
        return count;
    }

    String url() {
        return server.url();
    }

    List<NodeId> nodes() {
        List<NodeId> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            nodes.add(new NodeId(server.namespaceIndex(), PREFIX + i));
        }
        return nodes;
    }

    /** As in the option {@code nodes}. */
    String option() {
        return IntStream.range(0, count)
                .mapToObj(i -> server.node(PREFIX + i) + "::" + PREFIX + i)
                .collect(Collectors.joining(","));
    }

    /** The number of the point whose node is the key of a record. */
    static int number(String key) {
        return Integer.parseInt(key.substring(key.indexOf("=" + PREFIX) + 1 + PREFIX.length()));
    }

    /** Puts all points back to 0. */
    void reset() {
        setAll(0);
    }

    /** Sets the values 1 to {@code changes}, one at each interval if this machine is fast enough; returns values/s. */
    double change(int changes, int intervalMillis) throws InterruptedException {
        long start = System.nanoTime();
        long next = start;
        for (int change = 1; change <= changes; change++) {
            setAll(change);
            next += intervalMillis * 1_000_000L;
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
        }
        return (double) count * changes * 1e9 / (System.nanoTime() - start);
    }

    private void setAll(int value) {
        for (int i = 0; i < count; i++) {
            server.set(PREFIX + i, (double) value);
        }
    }
}
