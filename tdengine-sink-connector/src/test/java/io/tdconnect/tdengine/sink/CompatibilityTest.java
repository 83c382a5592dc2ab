// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.sink.config.CompatibilityOptions;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TextOptions;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.tdengine.sink.config.WritingOptions;
import io.tdconnect.tdengine.sink.row.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations written for kafka-connect-tdengine. */
class CompatibilityTest {
    /** The quickstart of kafka-connect-tdengine, except for connector.class. */
    private static final Map<String, String> QUICKSTART = Map.of(
            "topics", "schemaless",
            "connection.url", "jdbc:TAOS://127.0.0.1:6030",
            "connection.user", "root",
            "connection.password", "taosdata",
            "connection.database", "sink",
            "db.schemaless", "line",
            "data.precision", "ns",
            "batch.size", "1000",
            "max.retries", "20",
            "retry.backoff.ms", "2000");

    @Test
    void acceptsTheQuickstartOfTheOtherConnector() {
        assertThat(problems()).isEmpty();
        TdengineSinkConfig config = new TdengineSinkConfig(QUICKSTART);

        assertThat(config.getString(TdengineOptions.URL)).isEqualTo("jdbc:TAOS-WS://127.0.0.1:6041");
        assertThat(config.getString(RoutingOptions.DATABASE)).isEqualTo("sink");
        assertThat(TextOptions.from(config).format()).isEqualTo(ValueFormat.LINE);
        assertThat(TextOptions.from(config).precision()).isEqualTo(TextPrecision.NS);
        assertThat(config.getInt(WritingOptions.BATCH_ROWS)).isEqualTo(1000);
        assertThat(config.getLong("retry.timeout.ms")).isEqualTo(40_000);
        assertThat(config.getLong("retry.backoff.ms")).isEqualTo(2_000);
        assertThat(config.getBoolean(TableOptions.CREATE_DATABASE)).isTrue();
        assertThat(CompatibilityOptions.warnings(QUICKSTART))
                .singleElement()
                .asString()
                .contains("6041");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:TAOS://h1:6030/db?charset=UTF-8, jdbc:TAOS-WS://h1:6041/db?charset=UTF-8",
        "jdbc:TAOS://h1:7030, jdbc:TAOS-WS://h1:7030",
        "JDBC:taos://h1, jdbc:TAOS-WS://h1",
        "jdbc:TAOS-RS://h1:6041, jdbc:TAOS-RS://h1:6041",
        "jdbc:TAOS-WS://h1:6041, jdbc:TAOS-WS://h1:6041"
    })
    void takesTheGatewayOnTheHostOfANativeAddress(String old, String expected) {
        assertThat(translated("connection.url", old).get("connection.url")).isEqualTo(expected);
        assertThat(problems("connection.url", old)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"kafka_ | kafka_{topic}", "a_${topic}_b | a_{topic}_b", "'' | {topic}", "x{y | x{{y{topic}"})
    void givesEachTopicItsDatabaseWithoutOneForAll(String prefix, String expected) {
        Map<String, String> config = new HashMap<>(QUICKSTART);
        config.remove("connection.database");
        config.put("connection.database.prefix", prefix);

        assertThat(CompatibilityOptions.translate(config)).containsEntry("database", expected);
        Row row = new TdengineSinkConfig(config)
                .mapper()
                .map(Records.of(0, "m v=1 1"), List.of())
                .get(0);
        assertThat(row.shape.database)
                .isEqualTo(expected.replace("{topic}", Records.TOPIC).replace("{{", "{"));
    }

    @Test
    void oneDatabaseWinsOverAPrefix() {
        assertThat(translated("connection.database.prefix", "x_")).containsEntry("database", "sink");
    }

    @Test
    void ownOptionsWin() {
        Map<String, String> own =
                translated("batch.rows", "5", "retry.timeout.ms", "7", "auto.create.database", "false");

        assertThat(own)
                .containsEntry("batch.rows", "5")
                .containsEntry("retry.timeout.ms", "7")
                .containsEntry("auto.create.database", "false");
    }

    @Test
    void keepsNanosecondsInDatabasesThatItCreates() {
        assertThat(translated()).containsEntry("auto.create.database.precision", "ns");
    }

    @ParameterizedTest
    @CsvSource({"telnet", "json"})
    void readsOpenTsdbTimesByTheirDigitsWhateverThePrecision(String format) {
        TdengineSinkConfig config = new TdengineSinkConfig(with("db.schemaless", format));

        assertThat(TextOptions.from(config).precision()).isEqualTo(TextPrecision.AUTO);
    }

    @ParameterizedTest
    @CsvSource({
        "db.schemaless, xml, 'line, telnet or json'",
        "batch.size, -1, batch",
        "batch.size, many, batch",
        "max.retries, many, max.retries",
        "db.charset, GBK, UTF-8",
        "connection.url, mysql://h, jdbc:TAOS-WS"
    })
    void reportsUnsupportedValuesOnTheirOption(String option, String value, String message) {
        assertThat(problems(option, value)).containsOnlyKeys(option);
        assertThat(problems(option, value).get(option).toString()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "value.format, telnet, db.schemaless",
        "database, other, connection.database",
        "batch.rows, 7, batch.size"
    })
    void reportsOptionsThatContradict(String own, String value, String old) {
        assertThat(problems(own, value)).containsOnlyKeys(old);
        assertThat(problems(own, value).get(old).toString()).contains("Contradicts " + own);
    }

    @Test
    void leavesOtherConfigurationsAlone() {
        Map<String, String> own = Map.of("connection.url", "jdbc:TAOS://h:6030", "database", "d", "table", "t");

        assertThat(CompatibilityOptions.translate(own)).isEqualTo(own);
        assertThat(CompatibilityOptions.warnings(own)).isEmpty();
    }

    private static Map<String, String> translated(String... namesAndValues) {
        return CompatibilityOptions.translate(with(namesAndValues));
    }

    private static Map<String, List<String>> problems(String... namesAndValues) {
        Map<String, String> config = with(namesAndValues);
        config.put("validate.connection", "false");
        Map<String, List<String>> problems = new HashMap<>();
        for (ConfigValue value : new TdengineSinkConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), value.errorMessages());
            }
        }
        return problems;
    }

    private static Map<String, String> with(String... namesAndValues) {
        Map<String, String> config = new HashMap<>(QUICKSTART);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            config.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return config;
    }
}
