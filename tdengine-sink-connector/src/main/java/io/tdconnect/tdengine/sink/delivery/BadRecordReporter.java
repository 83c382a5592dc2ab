// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import io.tdconnect.tdengine.sink.config.ErrorOptions;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.FaultPolicies;
import io.tdconnect.tdengine.sink.fault.FaultPolicy;
import io.tdconnect.tdengine.sink.write.SinkMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports or skips bad records, as the options say, once the other records of their batch are written. */
public final class BadRecordReporter {
    private static final Logger log = LoggerFactory.getLogger(BadRecordReporter.class);
    private static final int MAX_REMEMBERED = 10_000;

    private final @Nullable ErrantRecordReporter reporter;
    private final FaultPolicies policies;
    private final boolean headers;
    private final SinkMetrics metrics;
    /** Reported records with several rows: other rows of them may fail later. */
    private final Map<String, Boolean> reportedLists = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /**
     * @param reporter null if the worker has none
     * @param headers whether dead letters get headers with the reason, see {@link BadRecord#withHeaders}
     */
    public BadRecordReporter(
            @Nullable ErrantRecordReporter reporter, FaultPolicies policies, boolean headers, SinkMetrics metrics) {
        this.metrics = metrics;
        this.reporter = reporter;
        this.policies = policies;
        this.headers = headers;
    }

    /**
     * Reports or skips records, and waits until Kafka has the reports. A record with several bad rows is handled once, by
     * the strictest policy of its faults.
     *
     * @throws ConnectException if a policy stops the task, the worker has no reporter, or the reporter fails
     */
    void report(Collection<BadRecord> found) {
        if (found.isEmpty()) {
            return;
        }
        List<BadRecord> reported = new ArrayList<>();
        List<BadRecord> skipped = new ArrayList<>();
        for (BadRecord bad : strictest(found)) {
            FaultPolicy policy = policies.of(bad.fault());
            if (policy == FaultPolicy.FAIL) {
                metrics.refused(bad.fault());
                throw failure(bad);
            }
            if (isReportedList(bad.entry(), policy)) {
                continue;
            }
            metrics.refused(bad.fault());
            (policy == FaultPolicy.SKIP ? skipped : reported).add(bad);
        }
        if (!skipped.isEmpty()) {
            log.warn("Skipped {}", description(skipped.get(0), skipped.size()));
        }
        if (!reported.isEmpty()) {
            send(reported);
        }
    }

    /** Each record once, in order, with the fault of the strictest policy; of equally strict ones the first. */
    private Collection<BadRecord> strictest(Collection<BadRecord> found) {
        IdentityHashMap<SinkRecord, Integer> places = new IdentityHashMap<>();
        List<BadRecord> strictest = new ArrayList<>();
        for (BadRecord bad : found) {
            Integer place = places.putIfAbsent(bad.entry(), strictest.size());
            if (place == null) {
                strictest.add(bad);
            } else if (policies.of(bad.fault())
                    .isStricterThan(policies.of(strictest.get(place).fault()))) {
                strictest.set(place, bad);
            }
        }
        return strictest;
    }

    /** Whether the record has been reported because of another row; a skipped record has not. */
    private boolean isReportedList(SinkRecord entry, FaultPolicy policy) {
        if (!(entry.value() instanceof List)) {
            return false;
        }
        String place = place(entry);
        return policy == FaultPolicy.SKIP ? reportedLists.containsKey(place) : reportedLists.put(place, true) != null;
    }

    private void send(List<BadRecord> bad) {
        if (reporter == null) {
            throw new ConnectException(
                    description(bad.get(0), bad.size()) + ". To go on without such records set errors.tolerance=all and"
                            + " errors.deadletterqueue.topic.name",
                    bad.get(0).reason());
        }
        List<Future<Void>> reports = new ArrayList<>(bad.size());
        for (BadRecord one : bad) {
            reports.add(reporter.report(headers ? one.withHeaders() : one.entry(), one.reason()));
        }
        reports.forEach(BadRecordReporter::await);
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

    private static ConnectException failure(BadRecord bad) {
        return new ConnectException(
                description(bad, 1) + ". The task stops because of " + ErrorOptions.option(bad.fault()) + "=fail",
                bad.reason());
    }

    private static String description(BadRecord first, int count) {
        return count + (count == 1 ? " record" : " records") + " that cannot be written, the first at "
                + place(first.entry()) + ": " + first.reason().getMessage();
    }

    private static String place(SinkRecord entry) {
        return "topic " + entry.originalTopic() + ", partition " + entry.originalKafkaPartition() + ", offset "
                + entry.originalKafkaOffset();
    }
}
