// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.FaultPolicies;
import io.tdconnect.tdengine.sink.fault.FaultPolicy;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.write.SinkMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BadRecordReporterTest {
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void sendsAllReportsBeforeItWaitsForOne() {
        List<CompletableFuture<Void>> reports = new ArrayList<>();
        BadRecordReporter records = new BadRecordReporter(
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

    @Test
    void aRecordWithSeveralFaultsIsTreatedByTheStrictestPolicy() {
        List<BadRecord> reported = new ArrayList<>();
        BadRecordReporter records = new BadRecordReporter(
                (entry, reason) -> {
                    reported.add(new BadRecord(entry, (Exception) reason));
                    return CompletableFuture.completedFuture(null);
                },
                new FaultPolicies(Map.of(Fault.BAD_TIMESTAMP, FaultPolicy.SKIP, Fault.MISSING_TABLE, FaultPolicy.FAIL)),
                false,
                new SinkMetrics());
        SinkRecord list = Records.of(7, List.of(Map.of(), Map.of()));
        BadRecord skipped = new BadRecord(list, new RowException(Fault.BAD_TIMESTAMP, "old"));
        BadRecord dead = new BadRecord(list, new RowException(Fault.TYPE_MISMATCH, "text"));
        BadRecord fatal = new BadRecord(list, new RowException(Fault.MISSING_TABLE, "gone"));

        // In one batch, in two batches, and again: it is reported once.
        records.report(List.of(skipped, dead));
        assertThat(reported).extracting(BadRecord::fault).containsExactly(Fault.TYPE_MISMATCH);
        records.report(List.of(skipped));
        records.report(List.of(dead));
        assertThat(reported).hasSize(1);

        SinkRecord other = Records.of(8, List.of(Map.of()));
        records.report(List.of(new BadRecord(other, new RowException(Fault.BAD_TIMESTAMP, "old"))));
        records.report(List.of(new BadRecord(other, new RowException(Fault.TYPE_MISMATCH, "text"))));
        assertThat(reported).hasSize(2);

        assertThatThrownBy(() -> records.report(List.of(dead, fatal))).hasMessageContaining("gone");
    }
}
