// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;

/**
 * The options of {@link ReadOptions.Mode#SUBSCRIBE}.
 *
 * @param publishing interval of the server's messages in milliseconds
 * @param sampling interval at which the server samples values in milliseconds
 * @param queueSize number of values that the server keeps for each point
 */
public record SubscribeOptions(
        double publishing,
        double sampling,
        int queueSize,
        boolean discardOldest,
        Deadband deadband,
        DataChangeTrigger trigger,
        int itemsPerSubscription) {
    public static final String PUBLISHING = "publishing.interval.ms";
    public static final String SAMPLING = "sampling.interval.ms";
    public static final String QUEUE_SIZE = "queue.size";
    static final String DISCARD_OLDEST = "queue.discard.oldest";
    public static final String DEADBAND = "deadband";
    static final String DEADBAND_VALUE = "deadband.value";
    static final String TRIGGER = "trigger";
    static final String ITEMS_PER_SUBSCRIPTION = "items.per.subscription";

    private static final int SMALLEST_QUEUE = 10;
    private static final int UNKNOWN_INTERVAL = 10;

    /** How much a value must change before the server sends it. */
    record Deadband(DeadbandType type, double value) {}

    private enum DeadbandKind {
        NONE(DeadbandType.None),
        ABSOLUTE(DeadbandType.Absolute),
        PERCENT(DeadbandType.Percent);

        final DeadbandType type;

        DeadbandKind(DeadbandType type) {
            this.type = type;
        }
    }

    private enum Trigger {
        STATUS(DataChangeTrigger.Status),
        STATUS_VALUE(DataChangeTrigger.StatusValue),
        STATUS_VALUE_TIMESTAMP(DataChangeTrigger.StatusValueTimestamp);

        final DataChangeTrigger trigger;

        Trigger(DataChangeTrigger trigger) {
            this.trigger = trigger;
        }
    }

    public static void addTo(Options options) {
        options.group("Subscription")
                .optional(PUBLISHING, Type.LONG, 1_000L, "How often the server sends changed values, in milliseconds.")
                .validator(Validators.between(1, 86_400_000))
                .dependents(SAMPLING, QUEUE_SIZE)
                .optional(
                        SAMPLING,
                        Type.LONG,
                        null,
                        "How often the server samples values, in milliseconds; 0 means as often as it can. Without it"
                                + " publishing.interval.ms.")
                .validator(Validators.between(0, 86_400_000))
                .optional(
                        QUEUE_SIZE,
                        Type.INT,
                        0,
                        "Number of values of each point that the server keeps until it sends them, which also bridges an"
                                + " interrupted connection or a slow Kafka. 0 is enough for three publishing intervals, with a"
                                + " minimum of 10; for events it is 10,000. The server may choose fewer.")
                .validator(Validators.between(0, 1_000_000))
                .add(SubscribeOptions::addFilter);
    }

    private static void addFilter(Options options) {
        options.group("Subscription")
                .optional(
                        DISCARD_OLDEST,
                        Type.BOOLEAN,
                        true,
                        "Whether a full queue drops its oldest value; otherwise it drops its newest. Both are counted"
                                + " (overflows).")
                .importance(Importance.LOW)
                .choice(
                        DEADBAND,
                        DeadbandKind.NONE,
                        "Meaning of deadband.value: absolute, or percent of the range that the server knows for a point."
                                + " Points whose filter the server refuses are read without a filter.")
                .dependents(DEADBAND_VALUE)
                .optional(DEADBAND_VALUE, Type.DOUBLE, 0.0, "How much a value must change before it is sent.")
                .validator(new NotNegative())
                .choice(
                        TRIGGER,
                        Trigger.STATUS_VALUE,
                        "When the server sends a value: after a change of its quality (status), also of its value"
                                + " (status-value), or also of its source time alone (status-value-timestamp).")
                .importance(Importance.LOW)
                .optional(
                        ITEMS_PER_SUBSCRIPTION,
                        Type.INT,
                        1_000,
                        "Number of points in one subscription; each subscription has its own thread.")
                .validator(Validators.between(1, 100_000))
                .importance(Importance.LOW);
    }

    public static SubscribeOptions from(AbstractConfig config) {
        double publishing = config.getLong(PUBLISHING);
        Long sampling = config.getLong(SAMPLING);
        double interval = sampling == null ? publishing : sampling;
        int queue = config.getInt(QUEUE_SIZE);
        return new SubscribeOptions(
                publishing,
                interval,
                queue > 0 ? queue : automatic(publishing, interval),
                config.getBoolean(DISCARD_OLDEST),
                new Deadband(
                        EnumOption.parse(DeadbandKind.class, config.getString(DEADBAND)).type,
                        config.getDouble(DEADBAND_VALUE)),
                EnumOption.parse(Trigger.class, config.getString(TRIGGER)).trigger,
                config.getInt(ITEMS_PER_SUBSCRIPTION));
    }

    /** How long a value may wait at the server before it is sent or, with a full queue, dropped. */
    Duration longestQueued() {
        return Duration.ofMillis((long) (publishing + queueSize * expected(sampling)));
    }

    private static int automatic(double publishing, double sampling) {
        double changes = Math.ceil(publishing / expected(sampling));
        return (int) Math.max(SMALLEST_QUEUE, Math.min(100_000, 3 * changes));
    }

    // If the server samples as fast as it can, or waits for changes, the number of changes is unknown.
    private static double expected(double sampling) {
        return sampling > 0 ? sampling : UNKNOWN_INTERVAL;
    }

    private record NotNegative() implements Validator {
        @Override
        public void ensureValid(String name, Object value) {
            if (value instanceof Double number && !(number >= 0)) {
                throw new ConfigException(name, value, "expected 0 or more");
            }
        }

        @Override
        public String toString() {
            return "[0, …]";
        }
    }
}
