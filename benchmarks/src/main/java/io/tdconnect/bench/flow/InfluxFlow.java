// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.flow;

import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TcpProxy;
import java.util.List;
import java.util.Map;

/** Points that are written while the source reads new data. */
public final class InfluxFlow implements Flow {
    private static final String DATABASE = "soak";

    private final InfluxdServer influxd = InfluxdServer.start();
    private final TcpProxy proxy = TcpProxy.to("127.0.0.1", influxd.port());

    public InfluxFlow() {
        influxd.createDatabase(DATABASE);
        // Without a measurement the connector has no task to wait for.
        influxd.write(DATABASE, "first n=0i 1600000000000000000");
    }

    @Override
    public String name() {
        return "influxdb";
    }

    @Override
    public TcpProxy proxy() {
        return proxy;
    }

    @Override
    public Map<String, String> source() {
        return Map.of(
                "connector.class",
                "io.tdconnect.influxdb.InfluxSourceConnector",
                "url",
                "http://127.0.0.1:" + proxy.port(),
                "user",
                influxd.user(),
                "password",
                influxd.password(),
                "bucket",
                DATABASE,
                "begin.time",
                "2020-01-01T00:00:00Z",
                "topic",
                name());
    }

    @Override
    public String table() {
        return "points";
    }

    /** With the time of writing, like live points: the source would not read points older than its overlap. */
    @Override
    public void feed(List<Integer> numbers) {
        long now = System.currentTimeMillis() * 1_000_000;
        influxd.write(
                DATABASE,
                numbers.stream()
                        .map(n -> table() + ",id=s" + n % 10 + " n=" + n + "i " + (now + n % 1_000_000))
                        .toList());
    }

    @Override
    public void close() {
        proxy.close();
        influxd.close();
    }
}
