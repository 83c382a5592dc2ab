// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.opcua.event.EventOptions;
import io.tdconnect.opcua.point.PointOptions;
import io.tdconnect.opcua.point.PointShares;
import io.tdconnect.opcua.read.PollOptions;
import io.tdconnect.opcua.read.ReadOptions;
import io.tdconnect.opcua.read.SubscribeOptions;
import io.tdconnect.opcua.record.RecordOptions;
import io.tdconnect.opcua.session.ConnectionOptions;
import io.tdconnect.opcua.session.SecurityOptions;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The configuration of {@link OpcuaSourceConnector} and of its tasks; each group of options has a record that defines and
 * reads it.
 */
public final class OpcuaSourceConfig extends AbstractConfig {
    /** Number of the task; set by the connector. */
    static final String TASK_ID = "task.id";

    /** Number of tasks; set by the connector. */
    static final String TASK_COUNT = "task.count";

    /** Part of the hash that spreads points over tasks; set by the connector. */
    static final String TASK_SALT = "task.salt";

    static final ConfigDef CONFIG_DEF = new Options()
            .add(ConnectionOptions::addTo)
            .add(SecurityOptions::addTo)
            .add(PointOptions::addTo)
            .add(ReadOptions::addTo)
            .add(SubscribeOptions::addTo)
            .add(PollOptions::addTo)
            .add(EventOptions::addTo)
            .add(RecordOptions::addTo)
            .add(RetryOptions::addTo)
            .build();

    OpcuaSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    /** Name of the connector. */
    String connector() {
        return String.valueOf(originals().get("name"));
    }

    /** Number of the task, from 0. */
    int task() {
        return number(TASK_ID, 0);
    }

    /** How the connector has spread the points over tasks. */
    PointShares shares() {
        return new PointShares(number(TASK_COUNT, 1), number(TASK_SALT, 0));
    }

    ConnectionOptions connection() {
        return ConnectionOptions.from(this);
    }

    SecurityOptions security() {
        return SecurityOptions.from(this);
    }

    PointOptions points() {
        return PointOptions.from(this);
    }

    ReadOptions reading() {
        return ReadOptions.from(this);
    }

    EventOptions events() {
        return EventOptions.from(this);
    }

    RecordOptions records() {
        return RecordOptions.from(this);
    }

    Retry retry() {
        return RetryOptions.from(this);
    }

    /** Whether events are read rather than values. */
    boolean readsEvents() {
        return reading().mode() == ReadOptions.Mode.EVENTS;
    }

    private int number(String option, int absent) {
        return Integer.parseInt(Objects.toString(originals().get(option), String.valueOf(absent)));
    }
}
