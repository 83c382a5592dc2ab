// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.tdengine.TdengineErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Finds the bad records of a batch that the server refuses, and reports them once the others are written. */
final class BadRecords {
    private final @Nullable ErrantRecordReporter reporter;

    BadRecords(@Nullable ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    /**
     * Writes a batch without its bad rows, which it finds by halving the batch.
     *
     * @param found receives the records of the bad rows
     * @throws SQLException if it fails for another reason than a bad row
     */
    static void write(RowBatch batch, RowWriter writer, List<BadRecord> found) throws SQLException {
        try {
            writer.write(batch);
        } catch (SQLException e) {
            if (!TdengineErrors.classify(e).badRecord()) {
                throw e;
            }
            if (batch.rows().size() == 1) {
                Row row = batch.rows().get(0).row;
                found.add(new BadRecord(row.origin, refused(row, e)));
            } else {
                write(batch.firstHalf(), writer, found);
                write(batch.secondHalf(), writer, found);
            }
        }
    }

    /**
     * Reports records and waits until the reports are safe. A record with several bad rows is reported once.
     *
     * @throws ConnectException if there is nobody to report to, or the reporter fails
     */
    void report(Collection<BadRecord> found) {
        if (found.isEmpty()) {
            return;
        }
        Map<SinkRecord, BadRecord> distinct = new LinkedHashMap<>();
        found.forEach(bad -> distinct.putIfAbsent(bad.entry(), bad));
        if (reporter == null) {
            throw unreported(distinct.values().iterator().next(), distinct.size());
        }
        List<Future<Void>> reports = new ArrayList<>(distinct.size());
        distinct.values().forEach(bad -> reports.add(reporter.report(bad.entry(), bad.reason())));
        reports.forEach(BadRecords::await);
    }

    private static void await(Future<Void> report) {
        try {
            report.get();
        } catch (ExecutionException e) {
            throw new ConnectException("A bad record could not be sent to the dead letter queue", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while a bad record was sent to the dead letter queue", e);
        }
    }

    private static ConnectException unreported(BadRecord bad, int count) {
        SinkRecord entry = bad.entry();
        return new ConnectException(
                count + (count == 1 ? " record" : " records") + " cannot be written, the first at topic "
                        + entry.originalTopic() + ", partition " + entry.originalKafkaPartition() + ", offset "
                        + entry.originalKafkaOffset() + ": " + bad.reason().getMessage()
                        + ". To go on without such records set errors.tolerance=all and"
                        + " errors.deadletterqueue.topic.name",
                bad.reason());
    }

    private static DataException refused(Row row, SQLException e) {
        return new DataException(
                "TDengine refused a row of subtable " + row.table + " of " + row.shape.fullName() + " with error "
                        + TdengineErrors.hex(TdengineErrors.code(e)) + " ("
                        + TdengineErrors.classify(e)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' ')
                        + "): " + e.getMessage(),
                e);
    }
}
