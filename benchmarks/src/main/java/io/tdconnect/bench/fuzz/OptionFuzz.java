// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.csv.CsvSourceConnector;
import io.tdconnect.influxdb.InfluxSourceConnector;
import io.tdconnect.mqtt.MqttSourceConnector;
import io.tdconnect.opcua.OpcuaSourceConnector;
import io.tdconnect.opentsdb.OpenTsdbSourceConnector;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.tdengine.source.TdengineSourceConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Connector;

/** Configurations as a user may post them to {@code validate}, without a connection. */
final class OptionFuzz {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            ",",
            ",,",
            "a,b",
            "true",
            "*",
            "#",
            "+",
            "a/b/+",
            "{id}",
            "d{id",
            "$share/g/t",
            "http://a:b@h?u=x",
            "tcp://h:99999",
            "opc.tcp://h:4840/x",
            "jdbc:TAOS-WS://h:6041/?user=a&password=b",
            "ssl://[::1]:8883",
            "://",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            "-----BEGIN PRIVATE KEY-----",
            "/dev/zero",
            "/",
            "/proc/self/environ",
            "@/proc/self/environ",
            "ns=2;i=2::a",
            "(a{1000}){1000}",
            "(?<a>.*)",
            "INT::x::{id}",
            "1h",
            "P1D",
            "2024-01-01T00:00:00Z",
            "SELECT * FROM t",
            "`",
            "a=b",
            "{\"a\":",
            "[1]",
            "10s,",
            "UTC",
            "utf-99");

    private OptionFuzz() {}

    static List<FuzzTarget> targets() {
        return List.of(
                target(
                        "options.sink",
                        TdengineSinkConnector::new,
                        Map.of("connection.url", "localhost:6041", "topics", "t")),
                target("options.source", TdengineSourceConnector::new, Map.of("connection.url", "localhost:6041")),
                target(
                        "options.mqtt",
                        MqttSourceConnector::new,
                        Map.of("broker.urls", "tcp://b:1883", "topics", "a::1")),
                target("options.csv", CsvSourceConnector::new, Map.of("files", "/nowhere/*.csv")),
                target(
                        "options.influxdb",
                        InfluxSourceConnector::new,
                        Map.of("url", "http://h", "bucket", "d", "begin.time", "2024-01-01T00:00:00Z")),
                target(
                        "options.opentsdb",
                        OpenTsdbSourceConnector::new,
                        Map.of("url", "http://h", "begin.time", "2024-01-01T00:00:00Z")),
                target(
                        "options.opcua",
                        OpcuaSourceConnector::new,
                        Map.of("endpoint.url", "opc.tcp://h:4840", "nodes", "ns=2;i=2::a")));
    }

    private static FuzzTarget target(String name, Supplier<Connector> connectors, Map<String, String> valid) {
        return FuzzTarget.with(
                name,
                () -> {
                    Connector connector = connectors.get();
                    List<String> options = List.copyOf(connector.config().names());
                    return in -> {
                        Map<String, String> properties = new HashMap<>(valid);
                        properties.put("name", "n");
                        for (int i = 1 + in.count(4, 20); i > 0; i--) {
                            properties.put(in.oneIn(30) ? in.name() : in.one(options), value(in));
                        }
                        properties.put("validate.connection", "false");
                        Config config = connector.validate(properties);
                        if (config.configValues().stream()
                                .anyMatch(option -> !option.errorMessages().isEmpty())) {
                            throw new ConfigException("refused");
                        }
                    };
                },
                ConfigException.class);
    }

    private static String value(FuzzInputs in) {
        return switch (in.below(6)) {
            case 0 -> in.number();
            case 1 -> in.text();
            case 2 -> in.damaged(in.one(TEXTS));
            case 3 -> in.pieces(TEXTS, in.count(4, 20));
            case 4 -> in.oneIn(2) ? TextFuzz.regex(in) : TextFuzz.expression(in);
            default -> in.one(TEXTS);
        };
    }
}
