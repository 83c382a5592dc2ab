// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.worker;

import io.tdconnect.bench.sink.DiscardSinkConnector;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server of each kind with a little data, and the configurations of connectors that read and write it. */
final class Systems implements AutoCloseable {
    private final Mosquitto mosquitto = Mosquitto.start();
    private final OpcUaTestServer opcua = OpcUaTestServer.start();
    private final InfluxdServer influxd = InfluxdServer.start();
    private final TdengineServer tdengine = TdengineServer.start();
    private final String database = tdengine.createDatabase("ms");
    private final Map<String, Map<String, String>> configs = new LinkedHashMap<>();

    Systems() {
        influxd.createDatabase("plant");
        influxd.write("plant", "m,site=a v=1");
        tdengine.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, v INT) TAGS (id INT)");
        tdengine.execute("INSERT INTO " + database + ".d1 USING " + database + ".meters TAGS (1) VALUES (NOW, 1)");
        configs.put("connect_sink", Map.of("connector.class", DiscardSinkConnector.class.getName(), "topics", "empty"));
        configs.put("sink", tdengine("sink.TdengineSinkConnector", "topics", "empty"));
        configs.put(
                "mqtt",
                Map.of(
                        "connector.class", "io.tdconnect.mqtt.MqttSourceConnector",
                        "broker.urls", mosquitto.url(),
                        "topics", "none/+::1",
                        "kafka.topic", "read"));
        configs.put(
                "opcua",
                Map.of(
                        "connector.class",
                        "io.tdconnect.opcua.OpcuaSourceConnector",
                        "endpoint.url",
                        opcua.url(),
                        "nodes",
                        opcua.node("Double"),
                        "kafka.topic",
                        "read"));
        configs.put(
                "influxdb",
                Map.of(
                        "connector.class", "io.tdconnect.influxdb.InfluxSourceConnector",
                        "url", influxd.url(),
                        "user", influxd.user(),
                        "password", influxd.password(),
                        "bucket", "plant",
                        "begin.time", Instant.now().minus(1, ChronoUnit.HOURS).toString(),
                        "topic", "read"));
        Map<String, String> source = tdengine("source.TdengineSourceConnector", "kafka.topic", "read");
        source.putAll(Map.of("topic.create", "true", "from", "latest"));
        configs.put("tdengine", source);
    }

    private Map<String, String> tdengine(String connector, String option, String topic) {
        return new LinkedHashMap<>(Map.of(
                "connector.class",
                "io.tdconnect.tdengine." + connector,
                "connection.url",
                "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port(),
                "connection.user",
                tdengine.user(),
                "connection.password",
                tdengine.password(),
                "database",
                database,
                option,
                topic));
    }

    /** One connector of each kind with one task, by their kinds; {@code connect_sink} does nothing. */
    Map<String, Map<String, String>> configs() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        configs.forEach((kind, config) -> {
            Map<String, String> complete = new LinkedHashMap<>(config);
            complete.put("tasks.max", "1");
            // On a busy machine the check may time out.
            complete.put("validate.connection", "false");
            all.put(kind, complete);
        });
        return all;
    }

    String target() {
        return tdengine.isEmulator() ? "emulator" : "server";
    }

    @Override
    public void close() {
        tdengine.close();
        influxd.close();
        opcua.close();
        mosquitto.close();
    }
}
