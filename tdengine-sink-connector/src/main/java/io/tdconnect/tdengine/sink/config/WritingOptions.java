// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options for when and how rows are written.
 *
 * @param connections of a task
 */
public record WritingOptions(int connections, WriteMethod method, BatchLimits batch, BufferLimits buffer) {
    public static final String BATCH_ROWS = "batch.rows";
    static final String BATCH_BYTES = "batch.bytes";
    static final String LINGER = "linger.ms";
    static final String MAX_BUFFERED_ROWS = "max.buffered.rows";
    static final String MAX_BUFFERED_BYTES = "max.buffered.bytes";
    static final String CONNECTIONS = "connections.per.task";
    static final String METHOD = "write.method";

    /** How rows are sent to the server. */
    public enum WriteMethod {
        /** As parameters of prepared statements. */
        STATEMENT,
        /** As SQL text. */
        SQL
    }

    /**
     * A batch is written as soon as it reaches one of these.
     *
     * @param bytes of its rows in memory, estimated
     * @param linger time since its first row arrived
     */
    public record BatchLimits(int rows, long bytes, Duration linger) {}

    /**
     * What a task may hold before it pauses its partitions.
     *
     * @param bytes in memory, estimated
     */
    public record BufferLimits(int rows, long bytes) {}

    public static void addTo(Options options) {
        options.group("Writing")
                .optional(
                        CONNECTIONS,
                        Type.INT,
                        2,
                        "Connections of a task, each with a thread that converts and sends. A subtable always uses the"
                                + " same one, so that its rows stay in order.")
                .validator(Validators.between(1, 64))
                .optional(
                        BATCH_ROWS,
                        Type.INT,
                        10_000,
                        "A connection writes its rows as soon as it has this number. More rows in a batch are faster"
                                + " and need more memory.")
                .validator(Validators.between(1, 1_000_000))
                .optional(
                        BATCH_BYTES,
                        Type.LONG,
                        16L << 20,
                        "A connection also writes its rows as soon as their estimated size in the worker's memory reaches"
                                + " this number of bytes.")
                .validator(Validators.atLeast(1))
                .importance(Importance.LOW)
                .optional(
                        LINGER,
                        Type.INT,
                        100,
                        "Fewer rows are written this number of milliseconds after the first of them arrived.")
                .validator(Validators.between(0, 60_000));
        addBuffer(options);
        options.choice(
                        METHOD,
                        WriteMethod.STATEMENT,
                        "How rows are sent to the server: statement binds them to prepared statements, except for batches"
                                + " with few rows of each subtable, which are sent as INSERT text; sql always sends INSERT text,"
                                + " of up to a megabyte, for gateways and proxies that do not accept statements. SQL cannot express"
                                + " geometries, NaN, infinity and NUL characters.")
                .importance(Importance.LOW);
    }

    private static void addBuffer(Options options) {
        options.optional(
                        MAX_BUFFERED_ROWS,
                        Type.INT,
                        50_000,
                        "How many rows a task holds, waiting or being sent, before it pauses its partitions. The"
                                + " records of the last polls may be held in addition.")
                .validator(Validators.atLeast(1))
                .optional(
                        MAX_BUFFERED_BYTES,
                        Type.LONG,
                        128L << 20,
                        "How many bytes of the worker's memory these rows may use, by estimate.")
                .validator(Validators.atLeast(1));
    }

    public static WritingOptions from(AbstractConfig config) {
        return new WritingOptions(
                config.getInt(CONNECTIONS),
                EnumOption.parse(WriteMethod.class, config.getString(METHOD)),
                new BatchLimits(
                        config.getInt(BATCH_ROWS),
                        config.getLong(BATCH_BYTES),
                        Duration.ofMillis(config.getInt(LINGER))),
                new BufferLimits(config.getInt(MAX_BUFFERED_ROWS), config.getLong(MAX_BUFFERED_BYTES)));
    }

    /** Reports options that do not fit together. */
    public void check(BiConsumer<String, String> problems) {
        if (buffer.rows() < batch.rows()) {
            problems.accept(
                    MAX_BUFFERED_ROWS,
                    "Expected at least " + BATCH_ROWS + "=" + batch.rows() + ", else no batch is ever full");
        }
        if (buffer.bytes() < batch.bytes()) {
            problems.accept(
                    MAX_BUFFERED_BYTES,
                    "Expected at least " + BATCH_BYTES + "=" + batch.bytes() + ", else no batch is ever full");
        }
    }
}
