// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.mode;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.OptionException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** One of the ways of reading, made of the configuration of a connector or a task. */
public interface SourceMode extends AutoCloseable {
    /** Reports options that do not fit together, without the server. */
    void check(ConfigProblems problems);

    /**
     * Checks that the server has the selected topics or tables; ends when interrupted.
     *
     * @throws OptionException if an option has to change
     * @throws SQLException if the server cannot be asked
     */
    void checkServer() throws OptionException, SQLException, InterruptedException;

    /** The connector has started. */
    void start(ConnectorContext context);

    /** Properties of each task besides the connector's configuration; from one task to {@code max}. */
    List<Map<String, String>> tasks(int max);

    /** The guarantee on workers with exactly-once support. */
    ExactlyOnceSupport exactlyOnce();

    /**
     * Checks an offset that a user wants to set.
     *
     * @param offset null to forget that of the partition
     * @throws IllegalArgumentException if it cannot be used; the message says what is expected
     */
    void checkOffset(Map<String, ?> partition, @Nullable Map<String, ?> offset);

    /** The user has reset the offsets of these partitions. */
    default void reset(Collection<Map<String, ?>> partitions) {}

    /** The reader of a task with the configuration of this mode. */
    TaskReader reader(SourceTaskContext context);

    /** The connector was stopped; not called for tasks. */
    @Override
    void close();
}
