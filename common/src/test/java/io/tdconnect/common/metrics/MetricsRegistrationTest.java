// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

class MetricsRegistrationTest {
    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();

    @Test
    void showsTheFiguresUntilClosed() throws Exception {
        ObjectName name = new ObjectName("io.tdconnect:type=test,connector=\"a,b\",task=\"0\"");
        AtomicLong rows = new AtomicLong(7);
        List<Gauge> gauges =
                List.of(new Gauge("rows", "Rows.", rows::get), new Gauge("state", "Ready or Busy.", () -> "Ready"));
        // A worker before Kafka 4.1 is like a context without the method.
        SinkTaskContext context = ContextWithoutMetrics.create();

        try (MetricsRegistration metrics = MetricsRegistration.register("test", "a,b", "0", gauges, context)) {
            assertThat(jmx.getAttribute(name, "rows")).isEqualTo(7L);
            rows.set(8);
            assertThat(jmx.getAttribute(name, "rows")).isEqualTo(8L);
            assertThat(jmx.getAttributes(name, new String[] {"state", "none"}))
                    .containsExactly(new Attribute("state", "Ready"));
            assertThat(jmx.getMBeanInfo(name).getAttributes()).hasSize(2);
            assertThatThrownBy(() -> jmx.getAttribute(name, "none")).isInstanceOf(AttributeNotFoundException.class);
        }

        assertThat(jmx.isRegistered(name)).isFalse();
    }

    @Test
    void doesWithoutPluginMetrics() throws Exception {
        ObjectName name = new ObjectName("io.tdconnect:type=test,connector=\"n\",task=\"0\"");
        List<Gauge> gauges = List.of(new Gauge("rows", "Rows.", () -> 7L));

        try (MetricsRegistration metrics =
                MetricsRegistration.register("test", "n", "0", gauges, ContextWithoutMetrics.returningNull())) {
            assertThat(jmx.getAttribute(name, "rows")).isEqualTo(7L);
        }
    }

    @Test
    void aNewInstanceTakesOverAndTheOldOneRemovesNothing() throws Exception {
        ObjectName name = new ObjectName("io.tdconnect:type=test,connector=\"c\",task=\"0\"");
        SinkTaskContext context = ContextWithoutMetrics.create();
        MetricsRegistration old =
                MetricsRegistration.register("test", "c", "0", List.of(new Gauge("rows", "Rows.", () -> 1L)), context);

        MetricsRegistration later =
                MetricsRegistration.register("test", "c", "0", List.of(new Gauge("rows", "Rows.", () -> 2L)), context);
        assertThat(jmx.getAttribute(name, "rows")).isEqualTo(2L);
        old.close();
        assertThat(jmx.getAttribute(name, "rows")).isEqualTo(2L);
        later.close();
        later.close();

        assertThat(jmx.isRegistered(name)).isFalse();
    }

    @Test
    void tellsPercentilesOfTheLatestRequests() {
        Latencies latencies = new Latencies();
        assertThat(latencies.millis(0.5)).isZero();
        for (int i = 1; i <= 2_000; i++) {
            latencies.add(Duration.ofMillis(i));
        }

        assertThat(latencies.millis(0)).isEqualTo(977);
        assertThat(latencies.millis(0.5)).isEqualTo(1_488);
        assertThat(latencies.millis(1)).isEqualTo(2_000);
    }
}
