// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.metrics.Gauge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadMetricsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void thePageOfTheModuleListsEachMetric() throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("tdconnect.root"), "kafka-source-connector", "README.md"));
        String section = page.substring(page.indexOf("## Metrics"), page.indexOf("## When something is wrong"));

        assertThat(ROW.matcher(section).results().map(row -> row.group(1)).toList())
                .containsExactlyElementsOf(
                        new ReadMetrics().gauges().stream().map(Gauge::name).toList());
    }

    @Test
    void theShareIsThatOfTheRecordsWhichAreKnown() {
        ReadMetrics metrics = new ReadMetrics();
        assertThat(metrics.shareDone()).isZero();

        metrics.addRecord(new TopicPartition("t", 0), -1, 10);
        metrics.addRecord(new TopicPartition("t", 1), 5, -1);
        metrics.lag(6);
        assertThat(metrics.shareDone()).isEqualTo(0.25);
        assertThat(value(metrics, "bytes")).isEqualTo(15L);

        metrics.lag(0);
        assertThat(metrics.shareDone()).isEqualTo(1);
        ReadMetrics empty = new ReadMetrics();
        empty.finish();
        assertThat(empty.shareDone()).isEqualTo(1);
        assertThat(value(empty, "finished")).isEqualTo(1L);
    }

    @Test
    void eachPartitionHasItsShare() {
        ReadMetrics metrics = new ReadMetrics();
        metrics.addRecord(new TopicPartition("t", 0), 1, 1);

        metrics.lags(
                List.of(AssignedPartition.parse("t:0"), AssignedPartition.parse("t:1")),
                partition -> partition.partition() == 0 ? 3 : 0);

        assertThat(metrics.parts().text()).isEqualTo("2\t1\n0.2500\t1\tt-0\n1.0000\t0\tt-1");
    }

    private static Object value(ReadMetrics metrics, String name) {
        List<Gauge> found = metrics.gauges().stream()
                .filter(gauge -> gauge.name().equals(name))
                .toList();
        return found.get(0).value().get();
    }
}
