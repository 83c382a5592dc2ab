// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.testing.KafkaTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes messages of three rows each, some thousand a second, until it is closed. */
final class Load implements AutoCloseable {
    /** Rows of a message. */
    static final int ROWS = 3;

    private static final int BATCH = 50;
    private static final int DEVICES = 20;

    private final KafkaTopics topics;
    private final String topic;
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean ending;
    private int written;

    private Load(KafkaTopics topics, String topic) {
        this.topics = topics;
        this.topic = topic;
    }

    static Load start(KafkaTopics topics, String topic) {
        Load load = new Load(topics, topic);
        load.thread.start();
        return load;
    }

    private void run() {
        while (!ending) {
            List<ProducerRecord<String, String>> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                batch.add(new ProducerRecord<>(topic, "k" + (written + i) % DEVICES, message(written + i)));
            }
            topics.produce(batch);
            written += BATCH;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static String message(int number) {
        StringBuilder rows = new StringBuilder("[");
        for (int row = 0; row < ROWS; row++) {
            rows.append(row == 0 ? "" : ",")
                    .append("{\"ts\":")
                    .append(1_700_000_000_000L + number * 10L + row)
                    .append(",\"id\":")
                    .append(number % DEVICES)
                    .append(",\"n\":\"")
                    .append(number)
                    .append('/')
                    .append(row)
                    .append("\"}");
        }
        return rows.append(']').toString();
    }

    /** Ends it and returns the number of messages. */
    int end() throws InterruptedException {
        ending = true;
        thread.join();
        return written;
    }

    @Override
    public void close() throws InterruptedException {
        end();
    }
}
