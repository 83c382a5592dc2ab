// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.streams.config.ErrorOptions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the policy for bad messages; for use by all threads of a pipeline. */
public final class BadMessages {
    private static final Logger log = LoggerFactory.getLogger(BadMessages.class);
    private static final long LOG_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String CONNECT = "__connect.errors.";
    private static final String OURS = "td.error.";

    private final String pipeline;
    private final ErrorOptions options;
    private final SizeLimit limit;
    private final PipelineMetrics metrics;
    private final AtomicLong nextLog = new AtomicLong(System.nanoTime());

    public BadMessages(String pipeline, ErrorOptions options, SizeLimit limit, PipelineMetrics metrics) {
        this.pipeline = pipeline;
        this.options = options;
        this.limit = limit;
        this.metrics = metrics;
    }

    /** Whether the pipeline continues after a bad message. */
    boolean continues() {
        return options.policy() != ErrorOptions.Policy.FAIL;
    }

    boolean isDeadLetter(ProducerRecord<?, ?> output) {
        return output.topic().equals(options.deadLetterTopic());
    }

    /** Counts and logs a bad message; returns its dead letter, or nothing if the policy wants none. */
    List<ProducerRecord<byte[], byte[]>> deadLetters(
            ErrorHandlerContext place, BadMessageException reason, BadMessageException.@Nullable Payload instead) {
        metrics.addBad(reason.kind());
        long now = System.nanoTime();
        long due = nextLog.get();
        if (now - due >= 0 && nextLog.compareAndSet(due, now + LOG_PAUSE_NANOS)) {
            log.warn(
                    "Pipeline {}: bad message at {}-{}@{}: {} ({}; {} bad so far)",
                    pipeline,
                    place.topic(),
                    place.partition(),
                    place.offset(),
                    reason.getMessage(),
                    EnumOption.nameOf(options.policy()),
                    metrics.bad());
        }
        if (!options.writesDeadLetters()) {
            return List.of();
        }
        byte[] key = instead == null ? place.sourceRawKey() : instead.key();
        byte[] value = instead == null ? place.sourceRawValue() : instead.value();
        Headers headers = headers(place, reason, instead);
        // With the added headers the letter can be too large; then it is written without its value.
        boolean whole = limit.allows(key, value, headers);
        return List.of(new ProducerRecord<>(
                options.deadLetterTopic(), null, place.timestamp(), key, whole ? value : null, headers));
    }

    private Headers headers(
            ErrorHandlerContext place, BadMessageException reason, BadMessageException.@Nullable Payload instead) {
        Headers original = instead == null ? place.headers() : instead.headers();
        RecordHeaders headers = new RecordHeaders(Objects.requireNonNullElseGet(original, RecordHeaders::new));
        String parentTopic = RowHeaders.text(headers, RowHeaders.PARENT_TOPIC);
        add(headers, OURS + "class", EnumOption.nameOf(reason.kind()));
        add(headers, OURS + "database", RowHeaders.text(headers, RoutingHeaders.DATABASE));
        add(headers, OURS + "table", RowHeaders.text(headers, RoutingHeaders.TABLE));
        boolean parent = instead != null && parentTopic != null;
        add(headers, CONNECT + "topic", parent ? parentTopic : place.topic());
        add(
                headers,
                CONNECT + "partition",
                parent ? RowHeaders.text(headers, RowHeaders.PARENT_PARTITION) : Integer.toString(place.partition()));
        add(
                headers,
                CONNECT + "offset",
                parent ? RowHeaders.text(headers, RowHeaders.PARENT_OFFSET) : Long.toString(place.offset()));
        add(headers, CONNECT + "connector.name", pipeline);
        add(headers, CONNECT + "stage", reason.step());
        add(headers, CONNECT + "class.name", reason.where().getName());
        add(
                headers,
                CONNECT + "exception.class.name",
                reason.reason().getClass().getName());
        add(headers, CONNECT + "exception.message", reason.getMessage());
        return headers;
    }

    private static void add(Headers headers, String name, @Nullable String text) {
        if (text != null) {
            headers.remove(name);
            headers.add(name, text.getBytes(UTF_8));
        }
    }
}
