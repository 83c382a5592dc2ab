// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.influxdb.InfluxSourceConnector;
import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TdengineServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** InfluxDB → Kafka → TDengine with only the two connectors. */
@Timeout(300)
class InfluxMigrationIT {
    private static final long T0 = 1_600_000_000_123_456_789L;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** One point per record, and up to 10. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "10"})
    void everyPointBecomesARowWithoutTransformsOrMapping(String pointsPerRecord) {
        assumeTrue(InfluxdServer.available(), "skipped: influxd is not installed and INFLUXDB_URL is not set");
        try (InfluxdServer influxd = InfluxdServer.start();
                TdengineServer tdengine = TdengineServer.start();
                ConnectCluster cluster = ConnectCluster.start()) {
            influxd.createDatabase("plant");
            influxd.write(
                    "plant",
                    IntStream.range(0, 5_000)
                            .mapToObj(i -> "meters,site=s" + i % 5 + ",id=" + i % 50 + " current=" + i * 0.5 + ",count="
                                    + i + "i,on=" + (i % 2 == 0) + ",state=\"été " + i % 3 + "\" " + (T0 + i))
                            .toList());
            influxd.write("plant", "weather temperature=21.5,text=\"sunny\" " + T0);
            String database = tdengine.createDatabase("ns");

            cluster.putConnector("sink", sink(tdengine, database));
            Map<String, String> source = source(influxd);
            source.put("points.per.record", pointsPerRecord);
            cluster.putConnector("source", source);

            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(tdengine.count(database + ".meters")).isEqualTo(5_000));
            List<List<Object>> subtables = tdengine.query("SELECT DISTINCT tbname FROM " + database + ".meters");
            assertThat(subtables).hasSize(50);
            List<Object> row = tdengine.query("SELECT `current`, `count`, `on`, `state`, `site` FROM " + database
                            + ".meters WHERE `count` = 4321")
                    .get(0);
            assertThat(row.subList(0, 3)).containsExactly(2160.5, 4321L, false);
            assertThat(text(row.get(3))).isEqualTo("été 1");
            assertThat(text(row.get(4))).isEqualTo("s1");
            // A measurement without tags.
            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(tdengine.count(database + ".weather")).isEqualTo(1));
            assertThat(tdengine.query("SELECT `temperature` FROM " + database + ".weather"))
                    .isEqualTo(List.of(List.of(21.5)));
        }
    }

    private static Map<String, String> source(InfluxdServer influxd) {
        Map<String, String> config = converters();
        config.put("connector.class", InfluxSourceConnector.class.getName());
        config.put("url", influxd.url());
        config.put("user", influxd.user());
        config.put("password", influxd.password());
        config.put("bucket", "plant");
        config.put("begin.time", "2020-01-01T00:00:00Z");
        return config;
    }

    private static Map<String, String> sink(TdengineServer tdengine, String database) {
        Map<String, String> config = converters();
        config.put("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector");
        config.put("topics", "plant.meters,plant.weather");
        config.put("connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port());
        config.put("connection.user", tdengine.user());
        config.put("connection.password", tdengine.password());
        config.put("database", database);
        return config;
    }

    private static Map<String, String> converters() {
        return new HashMap<>(Map.of(
                "tasks.max", "1",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", "true",
                "header.converter", "org.apache.kafka.connect.storage.StringConverter"));
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }
}
