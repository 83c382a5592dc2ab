// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
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
}
