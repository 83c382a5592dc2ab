// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.sink;

import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.testing.ConnectProcess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records a second that a sink connector commits, from its consumer group's offsets. Its first tenth is not counted, so that
 * joining the group and warming up are the same for all.
 */
final class Throughput {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Admin admin;
    private final ConnectProcess worker;
    private final long records;

    Throughput(Cluster cluster, long records) {
        this.admin = cluster.admin();
        this.worker = cluster.connect();
        this.records = records;
    }

    /**
     * Waits until the connector has committed every record.
     *
     * @throws IllegalStateException when nothing moves for {@code patience}
     */
    Measured of(String connector, Duration patience) throws ExecutionException, InterruptedException {
        long startOffset = -1;
        Measured.Running running = Measured.start(worker::cpuTime);
        worker.forgetPeak();
        long last = 0;
        long lastMove = System.nanoTime();
        while (true) {
            long committed = committed("connect-" + connector);
            long now = System.nanoTime();
            if (committed > last) {
                last = committed;
                lastMove = now;
            }
            if (startOffset < 0 && committed >= records / 10) {
                startOffset = committed;
                running = Measured.start(worker::cpuTime);
            }
            if (committed >= records) {
                return running.after(committed - startOffset);
            }
            if (now - lastMove > patience.toNanos()) {
                throw new IllegalStateException(
                        "connector " + connector + " stands still at " + committed + " of " + records + " records");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private long committed(String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return offsets.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    }
}
