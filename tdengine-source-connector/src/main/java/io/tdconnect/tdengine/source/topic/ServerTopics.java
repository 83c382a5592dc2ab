// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.tdengine.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of a server. */
public final class ServerTopics {
    private static final Logger log = LoggerFactory.getLogger(ServerTopics.class);
    private static final Pattern OF_STABLE = Pattern.compile(
            "(?is).*?\\sas\\s+stable\\s+(?:(?:`[^`]+`|[^\\s`.]+)\\.)?(?:`([^`]+)`|([^\\s`.;]+))([^;]*);?\\s*");

    private static final String IN_WAL = "wal:";

    /**
     * A topic as the server describes it.
     *
     * @param database its database
     * @param query whether it contains the result of a query, not rows of tables
     * @param metadata whether it contains metadata events
     * @param sql the statement that created it
     */
    public record Description(String database, boolean query, boolean metadata, String sql) {
        /** The only supertable whose rows it contains; null if it contains all. */
        @Nullable
        public String stable() {
            Matcher statement = OF_STABLE.matcher(sql);
            if (query || !statement.matches()) {
                return null;
            }
            return statement.group(1) == null ? statement.group(2) : statement.group(1);
        }

        /** Why its rows cannot be read from its tables, to follow "the topic"; null if they can. */
        @Nullable
        public String unfillable() {
            Matcher statement = OF_STABLE.matcher(sql);
            if (query) {
                return "contains the result of a query";
            }
            return statement.matches() && !statement.group(3).isBlank() ? "has a condition" : null;
        }
    }

    private ServerTopics() {}

    /** All topics by name. */
    public static Map<String, Description> readAll(Connection connection) throws SQLException {
        Map<String, Description> topics = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT topic_name, db_name, `type`, `meta`, `sql` FROM information_schema.ins_topics")) {
            while (rows.next()) {
                topics.put(
                        rows.getString(1),
                        new Description(
                                rows.getString(2),
                                "column".equals(rows.getString(3)),
                                "yes".equals(rows.getString(4)),
                                String.valueOf(rows.getString(5))));
            }
        }
        return topics;
    }

    /** Creates the topics of the connector that are missing; the same statement again does nothing. */
    public static void createMissing(Connection connection, List<TopicPlan> plans, Map<String, Description> existing)
            throws SQLException {
        for (TopicPlan plan : plans) {
            String statement = plan.statement();
            if (statement != null && !existing.containsKey(plan.name())) {
                execute(connection, statement);
                log.info("Created the topic {}", plan.name());
            }
        }
    }

    /**
     * How long a database keeps its WAL for subscribers, in seconds; negative for no limit. Empty if the database does
     * not exist.
     */
    public static OptionalLong walRetention(Connection connection, String database) throws SQLException {
        String sql = "SELECT `wal_retention_period` FROM information_schema.ins_databases WHERE name = "
                + SqlText.literal(database);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    /** Numbers of the vgroups of some databases. */
    public static Set<Integer> vgroups(Connection connection, Collection<String> databases) throws SQLException {
        String names = databases.stream().map(SqlText::literal).collect(Collectors.joining(","));
        Set<Integer> vgroups = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT vgroup_id FROM information_schema.ins_vgroups WHERE db_name IN (" + names + ")")) {
            while (rows.next()) {
                vgroups.add(rows.getInt(1));
            }
        }
        return vgroups;
    }

    /** Whether a database has a supertable of this name. */
    public static boolean isStable(Connection connection, String database, String stable) throws SQLException {
        String sql = "SELECT stable_name FROM information_schema.ins_stables WHERE db_name = "
                + SqlText.literal(database) + " AND stable_name = " + SqlText.literal(stable);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    /** Whether the server shows a position of a group in the WAL of any vgroup of a topic. */
    static boolean hasPosition(Connection connection, String group, String topic) throws SQLException {
        String sql = "SELECT `offset` FROM information_schema.ins_subscriptions WHERE topic_name = "
                + SqlText.literal(topic) + " AND consumer_group = " + SqlText.literal(group);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            boolean found = false;
            while (!found && rows.next()) {
                found = String.valueOf(rows.getString(1)).startsWith(IN_WAL);
            }
            return found;
        }
    }

    /** Drops a group without consumers, and so its positions. */
    static void dropGroup(Connection connection, String group, TopicPlan plan) throws SQLException {
        execute(connection, "DROP CONSUMER GROUP IF EXISTS `" + group + "` ON " + plan.quoted());
    }

    /** Drops a topic with the positions of its groups. */
    static void dropTopic(Connection connection, TopicPlan plan) throws SQLException {
        execute(connection, "DROP TOPIC IF EXISTS " + plan.quoted());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
