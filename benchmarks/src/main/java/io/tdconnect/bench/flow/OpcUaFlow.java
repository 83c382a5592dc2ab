// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.flow;

import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import io.tdconnect.testing.opcua.Variable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Points of an OPC UA server with history, from which the source fills the time without a worker. */
public final class OpcUaFlow implements Flow {
    private static final int POINTS = 10;
    private static final long TICKS_A_MILLI = 10_000;

    private final OpcUaTestServer server = OpcUaTestServer.start();
    private final TcpProxy proxy = TcpProxy.to("127.0.0.1", server.port());
    private long lastTime;

    public OpcUaFlow() {
        // Bad quality, and so skipped: the numbers begin with the first fed value.
        DataValue none = new DataValue(new Variant(-1), new StatusCode(StatusCodes.Bad_WaitingForInitialData));
        IntStream.range(0, POINTS).forEach(i -> server.add(point(i), new Variable(none, NodeIds.Int32, true)));
    }

    @Override
    public String name() {
        return "opcua";
    }

    @Override
    public TcpProxy proxy() {
        return proxy;
    }

    @Override
    public Map<String, String> source() {
        String points = IntStream.range(0, POINTS)
                .mapToObj(i -> server.node(point(i)) + "," + table() + "," + point(i) + ",n,int")
                .collect(Collectors.joining("\n", "point_id,stable,tbname,value_col,type\n", "\n"));
        return Map.of(
                "connector.class", "io.tdconnect.opcua.OpcuaSourceConnector",
                "endpoint.url", "opc.tcp://127.0.0.1:" + proxy.port(),
                "points.file", points,
                "quality.policy", "good",
                "publishing.interval.ms", "200",
                // More than the values during an outage of a few seconds.
                "queue.size", "10000",
                "request.timeout.ms", "3000",
                "kafka.topic", name());
    }

    /** The points, as ids of nodes. */
    public List<String> nodes() {
        return IntStream.range(0, POINTS).mapToObj(i -> server.node(point(i))).toList();
    }

    @Override
    public long earliest(int number, long fedMillis) {
        return fedMillis;
    }

    @Override
    public String table() {
        return "values_read";
    }

    @Override
    public void feed(List<Integer> numbers) {
        for (int n : numbers) {
            // No two values of a point have the same time.
            lastTime = Math.max(lastTime + 1, DateTime.now().getUtcTime() / TICKS_A_MILLI * TICKS_A_MILLI);
            DateTime time = new DateTime(lastTime);
            server.set(point(n % POINTS), new DataValue(new Variant(n), StatusCode.GOOD, time, time));
        }
    }

    @Override
    public void close() {
        proxy.close();
        server.close();
    }

    private static String point(int number) {
        return "c" + number;
    }
}
