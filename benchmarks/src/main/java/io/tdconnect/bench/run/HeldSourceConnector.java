// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.run;

import io.tdconnect.common.source.SourceProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** A source of records in memory, so that only the sink takes time. */
public final class HeldSourceConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return "bench";
    }

    @Override
    public void start(Map<String, String> props) {
        properties = props;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return HeldTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    /** Its task. */
    public static final class HeldTask extends SourceTask implements SourceProgress {
        private static final int BATCH = 2_000;

        private List<SinkRecord> records = List.of();
        private volatile int next;

        @Override
        public String version() {
            return "bench";
        }

        @Override
        public void start(Map<String, String> props) {
            records = HeldRecords.ALL.records();
        }

        @Override
        public @Nullable List<SourceRecord> poll() throws InterruptedException {
            int from = next;
            int to = Math.min(records.size(), from + BATCH);
            if (from == to) {
                Thread.sleep(5);
                return null;
            }
            List<SourceRecord> batch = new ArrayList<>(to - from);
            for (SinkRecord held : records.subList(from, to)) {
                batch.add(new SourceRecord(
                        Map.of("held", "all"),
                        Map.of("next", from),
                        held.topic(),
                        null,
                        held.keySchema(),
                        held.key(),
                        held.valueSchema(),
                        held.value(),
                        held.timestamp(),
                        held.headers()));
            }
            next = to;
            return batch;
        }

        @Override
        public boolean finished() {
            return next == records.size();
        }

        @Override
        public void stop() {}
    }
}
