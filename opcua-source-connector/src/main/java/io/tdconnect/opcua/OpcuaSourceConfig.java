// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.RecordBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The configuration of {@link OpcuaSourceConnector} and of its tasks. */
public final class OpcuaSourceConfig extends AbstractConfig {
    /** Number of the task; set by the connector. */
    static final String TASK_ID = "task.id";

    /** How many tasks there are; set by the connector. */
    static final String TASK_COUNT = "task.count";

    static final ConfigDef CONFIG_DEF = new Options()
            .add(ConnectionOptions::addTo)
            .add(SecurityOptions::addTo)
            .add(PointOptions::addTo)
            .add(ReadOptions::addTo)
            .add(SubscribeOptions::addTo)
            .add(PollOptions::addTo)
            .add(EventOptions::addTo)
            .add(RowOptions::addTo)
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

    /** How many tasks there are. */
    int taskCount() {
        return number(TASK_COUNT, 1);
    }

    ConnectionOptions connection() {
        return ConnectionOptions.from(this);
    }

    SecurityOptions security() {
        return SecurityOptions.from(this);
    }

    ReadOptions reading() {
        return ReadOptions.from(this);
    }

    /**
     * How to connect.
     *
     * @throws OptionException on the option whose certificate or key cannot be used
     */
    SessionFactory sessions() throws OptionException {
        return new SessionFactory(connection(), security(), "tdconnect-" + connector() + "-" + task());
    }

    /** What makes records of what is read. */
    RecordMapper mapper(Counters counters) {
        return EventOptions.chosen(this) ? EventOptions.mapper(this, counters) : RowOptions.mapper(this, counters);
    }

    /** What is read, and how. */
    SessionKeeper.Plan plan(RecordMapper mapper, Progress progress, RecordBuffer<Reading> inbox, Counters counters) {
        ReadOptions reading = reading();
        Reader.Factory readers = switch (reading.mode()) {
            case SUBSCRIBE -> (session, limits) -> new SubscriptionReader(session, limits, reading, inbox, counters);
            case POLL -> (session, limits) -> new PollReader(session, limits, reading.poll(), inbox, counters);
            case EVENTS -> {
                EventOptions events = EventOptions.from(this);
                yield (session, limits) -> EventReader.open(session, limits, events, inbox, counters);
            }
        };
        return new SessionKeeper.Plan(
                PointOptions.catalog(this),
                mapper,
                readers,
                new HistoryFill(reading.history(), progress, inbox, counters),
                reading.profile(),
                connection().sessionTimeout(),
                reading.retryPoints());
    }

    Retry retry() {
        return RetryOptions.from(this);
    }

    private int number(String option, int absent) {
        return Integer.parseInt(Objects.toString(originals().get(option), String.valueOf(absent)));
    }
}
