// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.metrics.PartProgress;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.junit.jupiter.api.Test;

class JmxFiguresTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    /** As Kafka's: a warning with a stack trace is logged for each attribute that the bean does not have. */
    @Test
    void asksForNothingThatABeanDoesNotHave() throws Exception {
        StrictBean sink = new StrictBean("sink-record-send-total", 7.0);
        StrictBean errors = new StrictBean("total-retries", 2.0);
        server.registerMBean(sink, new ObjectName("kafka.connect:type=sink-task-metrics,connector=meters,task=0"));
        server.registerMBean(errors, new ObjectName("kafka.connect:type=task-error-metrics,connector=meters,task=0"));

        Map<String, Double> numbers =
                new JmxFigures(server).all().get("meters").get("0").numbers();

        assertThat(numbers)
                .containsExactlyInAnyOrderEntriesOf(Map.of("sink-record-send-total", 7.0, "total-retries", 2.0));
        assertThat(sink.missed).isZero();
        assertThat(errors.missed).isZero();
    }

    @Test
    void readsThePartsOfATask() {
        PartProgress parts = new PartProgress();
        parts.set(List.of(new PartProgress.Part("cpu", 0.5, 3)));

        SourceTaskContext context = (SourceTaskContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SourceTaskContext.class}, (proxy, method, all) -> null);

        try (MetricsRegistration registration =
                MetricsRegistration.register("influxdb-source", "with \"parts\"", "0", List.of(), parts, context)) {
            Map<String, TaskFigures> tasks = new JmxFigures(ManagementFactory.getPlatformMBeanServer())
                    .all()
                    .get("with \"parts\"");

            assertThat(tasks.get("0").parts()).containsExactly("1\t0", "0.5000\t3\tcpu");
        }
    }
}
