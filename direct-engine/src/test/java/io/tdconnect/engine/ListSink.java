// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** A sink that keeps values in a list, see {@link Trace}. */
public final class ListSink extends SinkConnector {
    private Map<String, String> config = Map.of();

    @Override
    public void start(Map<String, String> props) {
        config = props;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ListTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int i = 0; i < maxTasks; i++) {
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define("linger.ms", ConfigDef.Type.INT, 100, ConfigDef.Importance.LOW, "")
                .define("size", ConfigDef.Type.INT, 1, ConfigDef.Range.atLeast(1), ConfigDef.Importance.LOW, "");
    }

    @Override
    public String version() {
        return "1";
    }

    /** Its task. */
    public static final class ListTask extends SinkTask {
        private Trace trace = new Trace();

        @Override
        public void start(Map<String, String> props) {
            trace = Trace.of(props.get("name"));
            trace.sinkContext = context;
            trace.sinkConfig = Map.copyOf(props);
            trace.sinkStarts.incrementAndGet();
        }

        @Override
        public void put(Collection<SinkRecord> records) {
            trace.onPut.accept(records);
            for (SinkRecord each : records) {
                trace.put.add(each);
                trace.written.add(each.value());
            }
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> reached) {
            return trace.onPreCommit.apply(reached);
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "1";
        }
    }
}
