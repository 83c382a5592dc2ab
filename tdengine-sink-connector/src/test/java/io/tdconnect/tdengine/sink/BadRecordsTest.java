// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BadRecordsTest {
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void sendsAllReportsBeforeItWaitsForOne() {
        List<CompletableFuture<Void>> reports = new ArrayList<>();
        BadRecords records = new BadRecords(
                (entry, reason) -> {
                    CompletableFuture<Void> report = new CompletableFuture<>();
                    reports.add(report);
                    if (reports.size() == 50) {
                        reports.forEach(each -> each.complete(null));
                    }
                    return report;
                },
                FaultPolicies.DEAD_LETTER,
                false,
                new SinkMetrics());

        records.report(LongStream.range(0, 50)
                .mapToObj(offset -> new BadRecord(Records.of(offset, Map.of()), new DataException("bad")))
                .toList());

        assertThat(reports).hasSize(50);
    }
}
