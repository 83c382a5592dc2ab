// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionIT {
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2001-09-09T01:46:40.000000001Z"),
            Instant.parse("2023-11-14T22:13:20.123456789Z"),
            Instant.parse("2023-11-14T22:13:20.999999999Z"),
            Instant.parse("2024-02-29T23:59:59.000001Z"),
            Instant.parse("2024-03-01T00:00:00.001Z"),
            Instant.parse("2024-03-01T00:00:01Z"));

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
    }

    @AfterAll
    static void stop() throws Exception {
        installation.close();
    }

    @ParameterizedTest
    @CsvSource({"ms, MILLIS", "us, MICROS", "ns, NANOS"})
    void databaseKeepsAllDigitsOfItsPrecision(String precision, ChronoUnit unit) {
        String database = installation.tdengine.createDatabase(precision);
        String topic = "precision-" + precision;
        installation.startSink(topic, database);

        for (int i = 0; i < TIMES.size(); i++) {
            Instant time = TIMES.get(i).truncatedTo(unit);
            send(topic, 2 * i, Long.toString(unit.between(Instant.EPOCH, time)));
            send(topic, 2 * i + 1, "\"" + TIMES.get(i) + "\"");
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(installation.tdengine.count(database + ".meters"))
                        .isEqualTo(2L * TIMES.size()));
        for (int i = 0; i < TIMES.size(); i++) {
            assertThat(times(database, 2 * i, 2 * i + 1))
                    .containsOnly(TIMES.get(i).truncatedTo(unit));
        }
    }

    private static void send(String topic, int meter, String time) {
        installation.topics.produce(
                topic,
                null,
                "{\"ts\":" + time + ",\"id\":" + meter
                        + ",\"current\":1.5,\"voltage\":220,\"phase\":0.5,\"groupid\":1,\"location\":\"here\"}");
    }

    private static List<Instant> times(String database, int first, int second) {
        return List.of(first, second).stream()
                .flatMap(meter -> installation.tdengine.query("SELECT ts FROM " + database + ".d" + meter).stream())
                .map(row -> ((Timestamp) row.get(0)).toInstant())
                .toList();
    }
}
