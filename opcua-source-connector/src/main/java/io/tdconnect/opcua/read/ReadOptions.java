// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.opcua.session.ServerProfile;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options that choose what is read, and how.
 *
 * @param retryPoints how often points that cannot be read are tried again
 */
public record ReadOptions(
        Mode mode,
        ServerProfile profile,
        Duration retryPoints,
        int bufferCapacity,
        History history,
        SubscribeOptions subscribe,
        PollOptions poll) {
    public static final String MODE = "mode";
    public static final String PROFILE = "server.profile";
    static final String RETRY_POINTS = "points.retry.ms";
    static final String HISTORY = "history.fill";
    static final String HISTORY_LONGEST = "history.fill.max.ms";
    static final String BUFFER_CAPACITY = "buffer.capacity";

    /** Values of {@link #MODE}. */
    public enum Mode {
        /** The server samples values and sends those that changed. */
        SUBSCRIBE,
        /** Values are read at an interval, changed or not. */
        POLL,
        /** The server sends events, such as alarms. */
        EVENTS
    }

    /**
     * Whether and how far back the server's history is read.
     *
     * @param longest how far back at most, from now
     * @param overlap how much older than the last value a missed value may be: until then the server may have kept it
     *     in the queue of its point
     */
    record History(boolean enabled, Duration longest, Duration overlap) {}

    public static void addTo(Options options) {
        options.group("Reading")
                .choice(
                        MODE,
                        Mode.SUBSCRIBE,
                        "What is read, and how: subscribe (the server samples values and sends those that changed), poll"
                                + " (values are read at an interval, changed or not) or events (the server sends alarms and other"
                                + " events instead of values; see `events.notifiers`).")
                .choice(
                        PROFILE,
                        ServerProfile.AUTO,
                        "The kind of server, for servers that do not report their limits or report too high ones:"
                                + " requests become smaller, and filters are left out where the server has none. s7-1200 and"
                                + " small-plc have one task, and one request for values at a time, whatever tasks.max; small-plc"
                                + " allows 500 points and intervals of at least 1 s, s7-1200 1000 points and 100 ms, s7-1500 10000"
                                + " points per task.")
                .importance(Importance.LOW)
                .optional(
                        RETRY_POINTS,
                        Type.LONG,
                        60_000L,
                        "How often points that cannot be read are tried again, such as unknown and removed nodes, in"
                                + " milliseconds. If none of the points of a task can be read, it fails after retry.timeout.ms.")
                .validator(Validators.between(100, 86_400_000))
                .importance(Importance.LOW)
                .add(ReadOptions::addHistory)
                .optional(
                        BUFFER_CAPACITY,
                        Type.INT,
                        20_000,
                        "Highest number of values that wait for Kafka Connect. While it is reached, no values are taken"
                                + " from the server, which keeps them in its queues (queue.size).")
                .validator(Validators.atLeast(1))
                .importance(Importance.LOW);
    }

    private static void addHistory(Options options) {
        options.group("Reading")
                .optional(
                        HISTORY,
                        Type.BOOLEAN,
                        true,
                        "Whether values from the time between two sessions, such as while the connector was stopped, are"
                                + " read from the server's history. Points without a history are counted (gaps).")
                .dependents(HISTORY_LONGEST)
                .optional(
                        HISTORY_LONGEST,
                        Type.LONG,
                        3_600_000L,
                        "How far back history is read at most, in milliseconds.")
                .validator(Validators.atLeast(1));
    }

    public static ReadOptions from(AbstractConfig config) {
        Mode mode = EnumOption.parse(Mode.class, config.getString(MODE));
        SubscribeOptions subscribe = SubscribeOptions.from(config);
        PollOptions poll = PollOptions.from(config);
        return new ReadOptions(
                mode,
                EnumOption.parse(ServerProfile.class, config.getString(PROFILE)),
                Duration.ofMillis(config.getLong(RETRY_POINTS)),
                config.getInt(BUFFER_CAPACITY),
                new History(
                        // The history of events is not read.
                        mode != Mode.EVENTS && config.getBoolean(HISTORY),
                        Duration.ofMillis(config.getLong(HISTORY_LONGEST)),
                        mode == Mode.POLL ? poll.interval() : subscribe.longestQueued()),
                subscribe,
                poll);
    }
}
