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
 * Of which vgroups of a subscription everything was read up to some position; the others begin at a snapshot.
 *
 * @param any of them
 * @param all of them
 */
public record KnownVgroups(boolean any, boolean all) {
    private static final Logger log = LoggerFactory.getLogger(KnownVgroups.class);

    /** For a subscription without a snapshot, for which this does not matter. */
    public static final KnownVgroups EVERYTHING = new KnownVgroups(true, true);

    /** Looks at all vgroups of the databases of the topics. */
    public static KnownVgroups of(Vgroups vgroups, Connection connection, Map<String, ServerTopics.Description> topics)
            throws SQLException {
        boolean any = false;
        boolean all = true;
        for (Map.Entry<String, ServerTopics.Description> topic : topics.entrySet()) {
            Set<Integer> numbers =
                    ServerTopics.vgroups(connection, List.of(topic.getValue().database()));
            Set<Integer> known = vgroups.known(topic.getKey(), numbers);
            any |= !known.isEmpty();
            all &= known.size() == numbers.size();
        }
        return new KnownVgroups(any, all);
    }

    /**
     * Makes the server forget a group that never got to the end of a snapshot. It would begin the snapshot again as of the time at
     * which the group first subscribed, and go on where the WAL was then, which it may hold no more.
     */
    public void renew(Connection connection, String group, List<TopicPlan> plans) throws SQLException {
        for (TopicPlan plan : any ? List.<TopicPlan>of() : plans) {
            if (ServerTopics.hasPosition(connection, group, plan.name())) {
                continue;
            }
            try {
                ServerTopics.forget(connection, group, plan);
            } catch (SQLException e) {
                // Another task of the connector reads already, or the server has not noticed yet that the last one is
                // gone.
                log.debug("Group {} is not forgotten: {}", group, e.getMessage());
            }
        }
    }
}
