// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.influxdb.client.FieldType;
import io.tdconnect.influxdb.client.InfluxClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the server decides how far a task reads, however wrong the clock of the worker is. */
@Timeout(30)
class ClockSkewTest {
    @ParameterizedTest
    @ValueSource(strings = {"2001-02-03T04:05:06Z", "2199-02-03T04:05:06Z"})
    void readsUpToTheTimeOfTheServerLessTheDelay(String serverTime) throws Exception {
        ServerOfAnotherTime server = new ServerOfAnotherTime(Instant.parse(serverTime));
        Map<String, String> properties = Map.of(
                "name", "influx",
                "url", "http://127.0.0.1:1",
                "bucket", "db",
                "begin.time", "2001-01-01T00:00:00Z",
                "delay.ms", "30000",
                "task.lanes",
                        TimeSplit.of("m", 978_307_200_000_000_000L, TimeSplit.ENDLESS, 1, 0)
                                .get(0)
                                .text());

        try (TaskRun run = new TaskRun(properties, server)) {
            String search = server.queries.poll(20, TimeUnit.SECONDS);

            Instant horizon = Instant.parse(serverTime).minus(Duration.ofSeconds(30));
            assertThat(search).contains("AND time < " + horizon.getEpochSecond() + "000000000 ");
        }
    }

    /** Has a measurement with a field and no points. */
    private static final class ServerOfAnotherTime implements InfluxClient {
        private final Instant time;
        private final BlockingQueue<String> queries = new LinkedBlockingQueue<>();

        private ServerOfAnotherTime(Instant time) {
            this.time = time;
        }

        @Override
        public String version() {
            return "1.8.10";
        }

        @Override
        public Catalog catalog(List<String> measurements) {
            return new Catalog(time, Map.of("m", Map.of("value", Set.of(FieldType.FLOAT))));
        }

        @Override
        public List<String> names(String query) {
            return List.of("m");
        }

        @Override
        public void stream(String query, Rows rows) {
            queries.add(query);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
