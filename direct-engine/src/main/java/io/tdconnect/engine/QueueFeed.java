// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.common.source.TaskThread;
import io.tdconnect.engine.queue.DiskQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Puts records into the queue on the thread of the source, and acknowledges them to the source on a thread that waits for the
 * disk: what comes in the meantime is made safe together by the next call.
 */
final class QueueFeed implements SourceLane.Outlet {
    private static final long LONGEST_WAIT = 500;

    private final DiskQueue queue;
    private final BlockingQueue<Batch> unsynced = new LinkedBlockingQueue<>();
    private final Set<SourcePositions> positions = new LinkedHashSet<>();
    private final TaskThread thread;

    QueueFeed(String name, DiskQueue queue, Consumer<Throwable> onFailure) {
        this.queue = queue;
        thread = new TaskThread(name, this::run, onFailure);
    }

    void start() {
        thread.start();
    }

    @Override
    public void accept(Batch batch) throws InterruptedException {
        List<SourceRecord> made = new ArrayList<>();
        for (Batch.Item item : batch.items()) {
            if (item.made() != null) {
                made.add(item.made());
            }
        }
        queue.add(made);
        unsynced.add(batch);
    }

    private void run() throws InterruptedException {
        try {
            while (!thread.isEnding() || !unsynced.isEmpty()) {
                List<Batch> batches = new ArrayList<>();
                Batch first = unsynced.poll(LONGEST_WAIT, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batches.add(first);
                    unsynced.drainTo(batches);
                    queue.sync();
                }
                for (Batch batch : batches) {
                    acknowledge(batch);
                }
                for (SourcePositions each : positions) {
                    each.settle();
                }
            }
        } catch (IOException e) {
            throw new ConnectException(
                    "The files of the queue or of the offsets cannot be written: " + e.getMessage(), e);
        }
    }

    private void acknowledge(Batch batch) throws IOException, InterruptedException {
        positions.add(batch.positions());
        for (Batch.Item item : batch.items()) {
            SourceRecord made = item.made();
            batch.positions().sent(item).confirmed(made == null ? null : place(made));
        }
    }

    private static RecordMetadata place(SourceRecord queued) {
        int partition = queued.kafkaPartition() == null ? 0 : queued.kafkaPartition();
        long timestamp = queued.timestamp() == null ? -1 : queued.timestamp();
        return new RecordMetadata(new TopicPartition(queued.topic(), partition), -1, 0, timestamp, -1, -1);
    }

    /** Acknowledges what is in the queue, and ends. */
    void close(Duration limit) {
        thread.askToEnd();
        if (!thread.awaitEnd(limit)) {
            thread.close();
        }
    }
}
