// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The estimate of docs/scaling.md follows from the results of docs/performance.md. */
class ScalingPageTest {
    private static final Path DOCS = Path.of(System.getProperty("tdconnect.root"), "docs");
    private static final Pattern COST = Pattern.compile("(?m)^\\| ([^|]+) \\| ([0-9.]+) \\| `([^`|]+)` \\|$");
    private static final Pattern ESTIMATE =
            Pattern.compile("(?m)^\\| ([^|]+) \\| ([0-9.,]+) \\| ([0-9.,]+) \\| ([0-9.,]+) \\|$");
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal SHARE = new BigDecimal("0.6");

    private String page;
    private final Map<String, BigDecimal> costs = new LinkedHashMap<>();
    private final Map<String, List<BigDecimal>> estimates = new LinkedHashMap<>();

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(DOCS.resolve("scaling.md"));
        COST.matcher(page).results().forEach(row -> costs.put(row.group(1), number(row.group(2))));
        ESTIMATE.matcher(page)
                .results()
                .forEach(row -> estimates.put(
                        row.group(1), List.of(number(row.group(2)), number(row.group(3)), number(row.group(4)))));
    }

    @Test
    void costsAreThoseOfTheResults() throws IOException {
        String results = Files.readString(DOCS.resolve("performance.md"));
        assertThat(costs).hasSize(8);
        COST.matcher(page).results().forEach(row -> {
            assertThat(results.contains(row.group(3))).as(row.group(3)).isTrue();
            assertThat(row.group(3)).startsWith(row.group(2) + ' ');
        });
    }

    @Test
    void estimatesFollowFromTheCosts() {
        List<BigDecimal> rates = estimates.get("rows/s");
        assertThat(rates).hasSize(3);
        for (int i = 0; i < rates.size(); i++) {
            BigDecimal millions = rates.get(i).divide(MILLION);
            BigDecimal source = millions.multiply(cost("MQTT source"));
            BigDecimal sink = millions.multiply(cost("transforms").add(cost("sink")));
            BigDecimal server = millions.multiply(cost("TDengine 3.3.5.9 with its gateway, rows of 100,000"));
            BigDecimal sinkTasks = planned(sink, 1);
            BigDecimal megabytes = millions.multiply(BigDecimal.valueOf(300));
            assertEstimate(i, "processors of MQTT source", source);
            assertEstimate(i, "processors of transforms and sink", sink);
            assertEstimate(i, "processors of TDengine and gateways", server);
            assertEstimate(i, "tasks of the source", planned(source, 1));
            assertEstimate(i, "tasks of the sink", sinkTasks);
            assertEstimate(i, "partitions", sinkTasks.multiply(BigDecimal.valueOf(2)));
            assertEstimate(i, "connections to gateways", sinkTasks.multiply(BigDecimal.valueOf(2)));
            assertEstimate(i, "workers of 8 processors", planned(source.add(sink), 8));
            assertEstimate(i, "servers of TDengine of 16 processors, each with a gateway", planned(server, 16));
            assertEstimate(i, "vgroups", planned(server, 1));
            assertEstimate(i, "MB/s to the disks of Kafka", megabytes);
            assertEstimate(
                    i,
                    "GB in Kafka for a day",
                    megabytes.multiply(new BigDecimal("86.4")).setScale(0, RoundingMode.HALF_UP));
        }
        assertThat(estimates).hasSize(13);
    }

    private BigDecimal cost(String part) {
        return costs.entrySet().stream()
                .filter(each -> each.getKey().startsWith(part))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** How many parts with this number of processors keep to their share. */
    private static BigDecimal planned(BigDecimal processors, int each) {
        return processors.divide(SHARE.multiply(BigDecimal.valueOf(each)), 0, RoundingMode.CEILING);
    }

    private void assertEstimate(int column, String line, BigDecimal expected) {
        assertThat(estimates).containsKey(line);
        assertThat(estimates.get(line).get(column)).as(line).isEqualByComparingTo(expected);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace(",", ""));
    }
}
