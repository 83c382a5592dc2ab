// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.tdengine.driver.TdengineConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.connect.errors.ConnectException;

/** Drops the positions of a group on the server, and topics if the user wants it. */
public final class TopicReset {
    private static final long LIMIT = Duration.ofSeconds(20).toNanos();
    private static final long PAUSE_MILLIS = 500;

    private final TdengineConnections connections;
    private final String group;
    private final boolean drop;

    /**
     * For a group.
     *
     * @param drop whether topics that the connector creates are dropped
     */
    public TopicReset(TdengineConnections connections, String group, boolean drop) {
        this.connections = connections;
        this.group = group;
        this.drop = drop;
    }

    /** Drops the positions of topics; waits until the server has noticed that their consumers are gone. */
    public void resetTopics(Collection<TopicPlan> topics) {
        try (Connection connection = connections.open()) {
            for (TopicPlan topic : topics) {
                resetTopic(connection, topic);
            }
        } catch (SQLException e) {
            throw new ConnectException(
                    "The offsets were not reset, since the server could not forget the positions of group " + group
                            + ": " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Resetting the offsets was interrupted", e);
        }
    }

    private void resetTopic(Connection connection, TopicPlan topic) throws SQLException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                ServerTopics.dropGroup(connection, group, topic);
                if (drop && topic.own()) {
                    ServerTopics.dropTopic(connection, topic);
                }
                return;
            } catch (SQLException e) {
                if (System.nanoTime() - start > LIMIT) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
