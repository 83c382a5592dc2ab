// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import io.tdconnect.testing.ConnectRest;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sources other than MQTT, each with a server that has something to read, from where it goes to a topic of its name. */
final class OtherSources implements AutoCloseable {
    private final OpcUaTestServer opcua = OpcUaTestServer.start();
    private final TdengineServer tdengine = TdengineServer.start();
    private final InfluxdServer influxd = InfluxdServer.available() ? InfluxdServer.start() : null;
    private final String database = tdengine.createDatabase("ms");
    private final Map<String, Map<String, String>> configs = new HashMap<>();

    OtherSources() {
        configs.put("opcua", opcua());
        configs.put("tdengine", tdengine());
        if (influxd != null) {
            configs.put("influxdb", influxdb());
        }
    }

    /** Starts all of them on a worker and returns when they run. */
    void start(ConnectRest rest) {
        configs.forEach(rest::putConnector);
        configs.keySet().forEach(rest::waitUntilRunning);
    }

    /** Names of connectors and topics. */
    List<String> names() {
        return List.copyOf(configs.keySet());
    }

    boolean hasInfluxdb() {
        return influxd != null;
    }

    private Map<String, String> opcua() {
        return Map.of(
                "connector.class", "io.tdconnect.opcua.OpcuaSourceConnector",
                "tasks.max", "1",
                "endpoint.url", opcua.url(),
                "nodes", opcua.node("Double") + "::T1",
                "kafka.topic", "opcua");
    }

    private Map<String, String> tdengine() {
        tdengine.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, v INT) TAGS (id INT)");
        tdengine.execute(
                "INSERT INTO " + database + ".d1 USING " + database + ".meters TAGS (1) VALUES (1700000000000, 1)");
        return Map.of(
                "connector.class", "io.tdconnect.tdengine.source.TdengineSourceConnector",
                "tasks.max", "1",
                "connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port(),
                "connection.user", tdengine.user(),
                "connection.password", tdengine.password(),
                "database", database,
                "topic.create", "true",
                "from", "earliest",
                "kafka.topic", "tdengine");
    }

    private Map<String, String> influxdb() {
        influxd.createDatabase("plant");
        influxd.write("plant", "m,site=a v=1 1600000000000000000");
        return Map.of(
                "connector.class", "io.tdconnect.influxdb.InfluxSourceConnector",
                "tasks.max", "1",
                "url", influxd.url(),
                "user", influxd.user(),
                "password", influxd.password(),
                "bucket", "plant",
                "begin.time", "2020-01-01T00:00:00Z",
                "topic", "influxdb");
    }

    @Override
    public void close() {
        opcua.close();
        TdengineTopics.drop(tdengine, database);
        tdengine.close();
        if (influxd != null) {
            influxd.close();
        }
    }
}
