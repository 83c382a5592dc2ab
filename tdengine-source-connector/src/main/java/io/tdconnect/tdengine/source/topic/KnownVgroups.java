// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which vgroups of a subscription have a position; the others begin with a snapshot.
 *
 * @param any whether any vgroup has one
 * @param all whether all vgroups have one
 */
public record KnownVgroups(boolean any, boolean all) {
    private static final Logger log = LoggerFactory.getLogger(KnownVgroups.class);

    /** For a subscription without a snapshot. */
    public static final KnownVgroups EVERYTHING = new KnownVgroups(true, true);

    /** Looks at all vgroups of the databases of the topics. */
    public static KnownVgroups of(Vgroups vgroups, Connection connection, Map<String, ServerTopics.Description> topics)
            throws SQLException {
        boolean any = false;
        boolean all = true;
        for (Map.Entry<String, ServerTopics.Description> topic : topics.entrySet()) {
            Set<Integer> numbers =
                    ServerTopics.vgroups(connection, List.of(topic.getValue().database()));
            Set<Integer> known = vgroups.withPosition(topic.getKey(), numbers);
            any |= !known.isEmpty();
            all &= known.size() == numbers.size();
        }
        return new KnownVgroups(any, all);
    }

    /**
     * Drops a group that never reached the end of a snapshot. The server would repeat the snapshot as of the group's
     * first subscription and go on at that position of the WAL, which may be gone.
     */
    public void dropUnfinishedGroup(Connection connection, String group, List<TopicPlan> plans) throws SQLException {
        for (TopicPlan plan : any ? List.<TopicPlan>of() : plans) {
            if (ServerTopics.hasPosition(connection, group, plan.name())) {
                continue;
            }
            try {
                ServerTopics.dropGroup(connection, group, plan);
            } catch (SQLException e) {
                // Another task already reads, or the server has not noticed yet that the last task is gone.
                log.debug("Group {} was not dropped: {}", group, e.getMessage());
            }
        }
    }
}
