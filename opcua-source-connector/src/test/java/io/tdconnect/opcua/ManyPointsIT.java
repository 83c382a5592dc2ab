// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.opcua.OpcUaServerOptions;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ManyPointsIT {
    private static final int POINTS = 20_000;

    @Test
    void twentyThousandPointsAreSubscribedByOneTask() throws Exception {
        try (OpcUaTestServer server =
                OpcUaTestServer.start(OpcUaServerOptions.defaults().withLimits(1_000, 1_000))) {
            server.addDoubles("p", POINTS);
            String[] names = IntStream.range(0, POINTS).mapToObj(i -> "p" + i).toArray(String[]::new);
            Map<String, String> properties = RunningTask.properties(server, names);
            properties.put("publishing.interval.ms", "500");
            try (RunningTask task = new RunningTask(properties)) {
                task.awaitRecords(records -> records.size() >= POINTS && server.monitoredItems() == POINTS);
                for (String name : names) {
                    server.set(name, 1.0);
                }
                List<SourceRecord> all = task.awaitRecords(records -> records.size() >= 2 * POINTS);

                Set<Object> changed = new HashSet<>();
                all.stream()
                        .filter(record -> Records.value(record).equals("1.0"))
                        .forEach(record -> changed.add(record.key()));
                assertThat(changed).hasSize(POINTS);
                assertThat(task.metrics().overflows.sum()).isZero();
            }
            await().until(() -> server.monitoredItems() == 0 && server.sessions() == 0);
        }
    }
}
