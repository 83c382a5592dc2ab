// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.quickstart;

import java.io.IOException;
import org.eclipse.paho.client.mqttv3.MqttException;

/** Runs the simulated meters and shows the progress of their messages. */
final class ProgressDisplay implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final long DRAIN_LIMIT = 30 * SECOND;

    private final DemoServers stage;
    private final MeterPublisher publisher;
    private final RowCount rowCount;
    // Set by the script: how Java detects terminals differs between versions.
    private final boolean terminal = Boolean.getBoolean("tdconnect.terminal");
    private volatile DeliveryCounts last = new DeliveryCounts(0, 0, 0);
    private long lastNanos = System.nanoTime();

    ProgressDisplay(DemoServers stage, int messagesPerSecond) throws MqttException {
        this.stage = stage;
        publisher = new MeterPublisher(stage.mqttUrl(), messagesPerSecond);
        rowCount = stage.rowsSince(System.currentTimeMillis());
    }

    /** Publishes and shows a line each second, for {@code seconds} or, if 0, until publishing fails. */
    void play(int seconds) throws MqttException, IOException, InterruptedException {
        publisher.start();
        for (int second = 0; seconds == 0 || second < seconds; second++) {
            Thread.sleep(1000);
            look();
            if (!publisher.failure().isEmpty()) {
                throw new IOException(publisher.failure());
            }
        }
    }

    /** Stops publishing, waits up to 30 s for the rows in flight, and prints the summary. */
    DeliveryCounts finish() throws IOException, InterruptedException {
        publisher.stop();
        long deadline = System.nanoTime() + DRAIN_LIMIT;
        while (!look().complete() && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
        System.out.println(terminal ? "\n" : "");
        System.out.println(last.summary());
        if (last.lost() > 0) {
            System.out.println(stage.recordsInDeadLetters() + " records were refused and are in the topic "
                    + DemoServers.DEAD_LETTERS + ", each with its reason in its headers.");
        }
        return last;
    }

    /** The counts of the last line shown. */
    DeliveryCounts last() {
        return last;
    }

    @Override
    public void close() throws MqttException, InterruptedException {
        publisher.close();
    }

    private DeliveryCounts look() throws IOException, InterruptedException {
        // From the end backwards, so that no line shows more rows than messages.
        long rows = rowCount.rows();
        long records = stage.recordsInKafka();
        DeliveryCounts now = new DeliveryCounts(publisher.published(), records, rows);
        long nanos = System.nanoTime();
        double rate = (now.rows() - last.rows()) * (double) SECOND / (nanos - lastNanos);
        String line = now.line(rate);
        if (terminal) {
            System.out.printf("\r%-100s", line);
        } else if (!now.equals(last)) {
            System.out.println(line);
        }
        last = now;
        lastNanos = nanos;
        return now;
    }
}
