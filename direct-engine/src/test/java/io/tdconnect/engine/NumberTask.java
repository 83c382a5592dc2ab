// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.common.source.SourceProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Returns the numbers whose remainder is that of one of its partitions. */
public final class NumberTask extends SourceTask implements SourceProgress {
    private final Map<Integer, Long> next = new HashMap<>();
    private Trace trace = new Trace();
    private volatile boolean finished;

    @Override
    public void start(Map<String, String> props) {
        trace = Trace.of(props.get("name"));
        int task = Integer.parseInt(props.get("task"));
        int of = Integer.parseInt(props.get("of"));
        for (int partition = task; partition < trace.partitions; partition += of) {
            Map<String, Object> offset = context.offsetStorageReader().offset(Map.of("p", partition));
            next.put(partition, offset == null ? partition : (Long) offset.get("n") + trace.partitions);
        }
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < trace.batch; i++) {
            next.replaceAll((partition, number) -> {
                if (number >= trace.count) {
                    return number;
                }
                records.add(number(partition, number));
                return number + trace.partitions;
            });
        }
        trace.polled.addAndGet(records.size());
        if (records.isEmpty()) {
            Thread.sleep(5);
            return null;
        }
        finished = trace.ends && next.values().stream().allMatch(number -> number >= trace.count);
        return records;
    }

    private static SourceRecord number(int partition, long number) {
        return new SourceRecord(
                Map.of("p", partition),
                Map.of("n", number),
                "numbers-" + number % 3,
                null,
                null,
                null,
                Schema.INT64_SCHEMA,
                number,
                number * 1000);
    }

    @Override
    public void commitRecord(SourceRecord done, @Nullable RecordMetadata metadata) {
        (metadata == null ? trace.droppedBeforeSink : trace.acknowledged).add(done);
        trace.onAcknowledge.accept(done);
    }

    @Override
    public void commit() {
        trace.stored.incrementAndGet();
    }

    @Override
    public void stop() {
        trace.stopped.incrementAndGet();
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public double shareDone() {
        return 0.5;
    }

    @Override
    public String phase() {
        return "counting";
    }

    @Override
    public String version() {
        return "1";
    }
}
