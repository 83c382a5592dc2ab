// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.ConnectRest;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The sources other than MQTT, each with a server that has data; each source writes to a topic with its name. */
final class OtherSources implements AutoCloseable {
    private final OpcUaTestServer opcua = OpcUaTestServer.start();
    private final TdengineServer tdengine = TdengineServer.start();
    private final InfluxdServer influxd = InfluxdServer.available() ? InfluxdServer.start() : null;
    private final String database = tdengine.createDatabase("ms");
    private final Map<String, Map<String, String>> configs = new HashMap<>();
    /** Key, table and value of the first record of each. */
    private final Map<String, String> firsts = Map.of(
            "opcua",
            opcua.node("Double") + " -> T1 {\"ts\":NOW,\"val\":2.25,\"quality\":0,\"point_id\":\""
                    + opcua.node("Double") + "\",\"point_name\":\"T1\"}",
            "tdengine",
            "d1 -> d1 {\"ts\":1700000000000,\"v\":1,\"id\":1}",
            "influxdb",
            "m_site_a -> m_site_a {\"time\":1600000000000000000,\"site\":\"a\",\"v\":1.0}");

    OtherSources() {
        configs.put("opcua", opcua());
        configs.put("tdengine", tdengine());
        if (influxd != null) {
            configs.put("influxdb", influxdb());
        }
    }

    /** Starts all of them on a worker and waits until they run. */
    void start(ConnectRest rest) {
        configs.forEach(rest::putConnector);
        configs.keySet().forEach(rest::waitUntilRunning);
    }

    /** Names of connectors and topics. */
    List<String> names() {
        return List.copyOf(configs.keySet());
    }

    /** Fails if the record does not match the data on the server of the connector. */
    void assertFirst(String name, ConsumerRecord<String, String> first) {
        String table = new String(first.headers().lastHeader("td.table").value(), StandardCharsets.UTF_8);
        // The time of the OPC UA value is the start of its server.
        String value = first.value().replaceFirst("\"ts\":\\d{19},", "\"ts\":NOW,");
        assertThat(first.key() + " -> " + table + " " + value).isEqualTo(firsts.get(name));
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
