// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.InfluxdServer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a task reports by JMX. */
@Timeout(60)
class MetricsIT {
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @Test
    void tasksShowTheirMetricsUntilTheyStop() throws Exception {
        ObjectName ofConnector = new ObjectName("io.tdconnect:type=influxdb-source,connector=\"metrics\",*");
        try (InfluxdServer server = Influxd.start()) {
            server.createDatabase("db");
            Influxd.fill(server, "db", "m", 10, 100);

            try (TaskRun run = new TaskRun(TaskRun.properties(server, "db", List.of("m"), "name", "metrics"))) {
                run.takeAll();

                Set<ObjectName> names = JMX.queryNames(ofConnector, null);
                assertThat(names).hasSize(1);
                ObjectName name = names.iterator().next();
                assertThat(JMX.getAttribute(name, "points")).isEqualTo(1_000L);
                assertThat(JMX.getAttribute(name, "failures")).isEqualTo(0L);
                assertThat((Long) JMX.getAttribute(name, "windows")).isPositive();
                await().untilAsserted(() ->
                        assertThat(JMX.invoke(name, "parts", null, null)).isEqualTo("1\t1\n1.0000\t1000\tm"));
            }
            assertThat(JMX.queryNames(ofConnector, null)).isEmpty();
        }
    }
}
