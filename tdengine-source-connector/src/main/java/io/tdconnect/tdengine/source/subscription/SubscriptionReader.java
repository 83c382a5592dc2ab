// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.common.source.TaskThread;
import io.tdconnect.tdengine.source.message.InFlightMessage;
import io.tdconnect.tdengine.source.mode.RecordBatch;
import io.tdconnect.tdengine.source.mode.TaskReader;
import io.tdconnect.tdengine.source.topic.SubscriptionMetrics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads topics on its own thread into a bounded buffer of whole messages; after a failure it subscribes again. */
public final class SubscriptionReader implements TaskReader {
    private static final Logger log = LoggerFactory.getLogger(SubscriptionReader.class);
    private static final int BUFFERED_MESSAGES = 8;
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final Subscription subscription;
    private final Retry retry;
    private final SubscriptionMetrics metrics;
    private final RecordBuffer<List<SourceRecord>> buffer = new RecordBuffer<>(BUFFERED_MESSAGES);
    private final TaskThread thread;

    public SubscriptionReader(Subscription subscription, Retry retry, SubscriptionMetrics metrics) {
        this.subscription = subscription;
        this.retry = retry;
        this.metrics = metrics;
        thread = new TaskThread("tdengine-subscription-reader", this::run, buffer::fail);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public @Nullable RecordBatch poll(Duration wait) throws InterruptedException {
        List<List<SourceRecord>> messages = buffer.poll(BUFFERED_MESSAGES, wait);
        if (messages.isEmpty()) {
            return null;
        }
        if (messages.size() == 1) {
            return new RecordBatch(messages.get(0), true);
        }
        List<SourceRecord> records = new ArrayList<>();
        messages.forEach(records::addAll);
        return new RecordBatch(records, true);
    }

    @Override
    public void delivered(SourceRecord record) {
        InFlightMessage.delivered(record);
    }

    /** Whether no data came within {@code timeout}; all records are delivered then. */
    @Override
    public boolean finished() {
        return metrics.finished();
    }

    @Override
    public List<Gauge> gauges() {
        return metrics.gauges();
    }

    @Override
    public void close() {
        // Not interrupted, since the thread still commits positions.
        thread.askToEnd();
        buffer.close();
        if (!thread.awaitEnd(END_LIMIT)) {
            subscription.cut();
            thread.end();
        }
    }

    private void run() throws InterruptedException {
        try (subscription) {
            boolean done = false;
            while (!done && running()) {
                done = attempt();
            }
        }
    }

    /** Reads until the end or a failure; returns whether the subscription has ended. */
    private boolean attempt() throws InterruptedException {
        try {
            subscription.open();
            while (running()) {
                subscription.fillGaps(buffer::put);
                List<SourceRecord> records = subscription.next();
                retry.succeeded();
                if (!records.isEmpty()) {
                    buffer.put(records);
                }
                if (subscription.finished()) {
                    log.info("No data came within {}: the subscription has ended", SubscriptionOptions.TIMEOUT);
                    metrics.finish();
                    return true;
                }
            }
        } catch (SQLException e) {
            if (running()) {
                metrics.failed();
                pauseAfter(e);
            }
            subscription.drop();
        }
        return false;
    }

    private void pauseAfter(SQLException failure) throws InterruptedException {
        ConnectException advice = SubscriptionFailureMessages.of(failure);
        if (advice != null) {
            throw advice;
        }
        Duration pause = retry.failed(failure);
        log.warn("Subscribing again in {} ms: {}", pause.toMillis(), String.valueOf(failure.getMessage()));
        thread.pause(pause);
    }

    private boolean running() {
        return !thread.isEnding();
    }
}
