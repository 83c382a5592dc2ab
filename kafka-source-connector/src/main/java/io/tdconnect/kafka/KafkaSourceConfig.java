// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.kafka.client.ConnectionOptions;
import io.tdconnect.kafka.read.AssignedPartition;
import io.tdconnect.kafka.read.RangeOptions;
import io.tdconnect.kafka.read.SelectionOptions;
import io.tdconnect.kafka.record.RecordOptions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The options of the Kafka source connector. */
public final class KafkaSourceConfig extends AbstractConfig {
    /** Set by the connector for its tasks. */
    static final String TASK_PARTITIONS = "task.partitions";
    /** Set by the connector for its tasks. */
    static final String TASK_SINCE = "task.since";

    static final ConfigDef CONFIG_DEF = new Options()
            .add(ConnectionOptions::addTo)
            .add(TlsOptions::addTo)
            .add(SelectionOptions::addTo)
            .add(RangeOptions::addTo)
            .add(ConnectionOptions::addConsumerTo)
            .add(RecordOptions::addTo)
            .add(RetryOptions::addTo)
            .build();

    /** The configuration of a connector or task. */
    public KafkaSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    ConnectionOptions connection() {
        return ConnectionOptions.from(this);
    }

    SelectionOptions selection() {
        return SelectionOptions.from(this);
    }

    RangeOptions range() {
        return RangeOptions.from(this);
    }

    RecordOptions records() {
        return RecordOptions.from(this);
    }

    Retry retry() {
        return RetryOptions.from(this);
    }

    TaskIdentity task() {
        return TaskIdentity.from(this);
    }

    /** When the connector was first started, in milliseconds; null if that does not matter. */
    @Nullable
    Long since() {
        String since = originalsStrings().get(TASK_SINCE);
        return since == null ? null : Long.valueOf(since);
    }

    /** Partitions of a task. */
    List<AssignedPartition> taskPartitions() {
        Object partitions = originals().get(TASK_PARTITIONS);
        if (partitions == null || partitions.toString().isEmpty()) {
            throw new ConfigException(TASK_PARTITIONS, partitions, "expected to be set by the connector");
        }
        return List.of(partitions.toString().split(",", -1)).stream()
                .map(AssignedPartition::parse)
                .toList();
    }
}
