// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.common.time.Precision;
import io.tdconnect.verify.finding.Difference;
import io.tdconnect.verify.finding.Difference.Kind;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.Group;
import io.tdconnect.verify.plan.Groups;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Findings findings = new Findings(3);
    private final Group group = Groups.of("cpu", List.of("cpu_a", "cpu_b"));

    @Test
    void anEqualCopyHasOneLineForEachSupertable() {
        group.tables().get(0).count(1_000, 1_000, 0, 5_000);
        group.tables().get(1).count(234, 234, 1_000, 9_000);

        assertThat(TextReport.of(outcome(), false)).isEqualTo("""
                        from      InfluxDB 1.8, bucket plant
                        to        TDengine at td:6041, database plant
                        times     from the first row before 2024-01-01T00:00:00Z
                        compared  hashes of all rows

                        table  tables  rows of source  rows of target  first                     last
                        cpu         2           1,234           1,234  1970-01-01T00:00:00.000Z  1970-01-01T00:00:09.000Z

                        equal: 1,234 rows in 0.5 s (2,468 rows/s, 7 windows)
                        """);
    }

    @Test
    void differencesAreListedCountedAndExplained() throws Exception {
        findings.note("cpu: column x: not compared");
        findings.add(new Difference(Kind.VALUE, "cpu", "cpu_a", "1970-01-01T00:00:01.000Z", "v", "1", "2"));
        findings.add(new Difference(Kind.MISSING_ROW, "cpu", "cpu_b", "1970-01-01T00:00:02.000Z", "", null, null));
        findings.add(Difference.tag("cpu", "cpu_b", "host", "b", "c"));
        findings.add(Difference.missingColumn("cpu", "y"));
        findings.count(Kind.MISSING_ROW, 5_000);
        findings.unresolved();
        findings.merged(4);

        assertThat(TextReport.of(outcome(), true))
                .contains(
                        "note      cpu: column x: not compared",
                        "  cpu_a",
                        "cpu_a of cpu 1970-01-01T00:00:01.000Z: v: expected 1, found 2\n",
                        "cpu_b of cpu 1970-01-01T00:00:02.000Z: the row is missing\n",
                        "cpu_b of cpu: tag host: expected b, found c\n",
                        "4 rows of the source share their time with another one in the precision ms",
                        "different: 1 missing columns, 1 different tags, 5,001 missing rows, 1 different values, 1 more ranges");
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(outcome(), true));
        assertThat(json.path("equal").asBoolean()).isFalse();
        assertThat(json.path("differences")).hasSize(3);
        assertThat(json.at("/differences/0/kind").asText()).isEqualTo("value");
        assertThat(json.at("/differences/0/found").asText()).isEqualTo("2");
        assertThat(json.at("/counts/missing-row").asLong()).isEqualTo(5_001);
        assertThat(json.at("/groups/0/each")).hasSize(2);
        assertThat(json.path("mergedRows").asLong()).isEqualTo(4);
    }

    private Outcome outcome() {
        return new Outcome(
                "InfluxDB 1.8, bucket plant",
                "TDengine at td:6041, database plant",
                Precision.MS,
                "",
                "2024-01-01T00:00:00Z",
                "hashes of all rows",
                List.of(group),
                findings,
                1_234,
                7,
                Duration.ofMillis(500));
    }
}
