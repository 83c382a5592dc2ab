// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Task of {@link CountingSourceConnector}; its offset is the last number written. */
public final class CountingSourceTask extends SourceTask {
    private static final Map<String, String> PARTITION = Map.of("counter", "one");

    private final CountDownLatch stopped = new CountDownLatch(1);
    private String topic = "";
    private long limit;
    private long last;

    @Override
    public void start(Map<String, String> properties) {
        topic = properties.get("topic");
        limit = Long.parseLong(properties.getOrDefault("limit", "10"));
        Map<String, Object> offset = context.offsetStorageReader().offset(PARTITION);
        last = offset == null ? 0 : (Long) offset.get("last");
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (last == limit) {
            boolean ignored = stopped.await(100, TimeUnit.MILLISECONDS);
            return null;
        }
        last++;
        return List.of(new SourceRecord(PARTITION, Map.of("last", last), topic, Schema.INT64_SCHEMA, last));
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public String version() {
        return "1.2.3";
    }
}
