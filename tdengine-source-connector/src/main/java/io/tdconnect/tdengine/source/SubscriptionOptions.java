// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.DurationText;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options of {@link ReadMode#SUBSCRIPTION}. */
final class SubscriptionOptions {
    static final String TOPICS = "topics";
    static final String TOPIC_QUERY = "topic.query";
    static final String TOPIC_CREATE = "topic.create";
    static final String TOPIC_DROP = "topic.drop.on.reset";
    static final String GROUP = "group.id";
    static final String CLIENT = "client.id";
    static final String FROM = "from";
    static final String START_POSITIONS = "start.positions";
    static final String SNAPSHOT = "snapshot";
    static final String TIMEOUT = "timeout";
    static final String ON_GAP = "behavior.on.gap";
    static final String GAP_LOOKBACK = "gap.lookback";
    static final String METADATA_TOPIC = "metadata.topic";
    static final String TASKS_PER_TOPIC = "tasks.per.topic";
    static final String NEVER = "never";

    private SubscriptionOptions() {}

    static void addTo(Options options) {
        options.group("Subscription")
                .optional(
                        TOPICS,
                        Type.LIST,
                        "",
                        "Existing topics of TDengine to subscribe to, comma separated; empty to use those of database and"
                                + " stables, or of topic.query.")
                .importance(Importance.HIGH)
                .optional(
                        TOPIC_QUERY,
                        Type.STRING,
                        "",
                        "Query whose result is subscribed, such as SELECT ts, v FROM power.meters WHERE v > 10. While its"
                                + " topic exists, its columns cannot be changed or dropped.")
                .optional(
                        TOPIC_CREATE,
                        Type.BOOLEAN,
                        false,
                        "Whether a missing topic of database, stables or topic.query is created, as"
                                + " tdconnect_DATABASE_HASH, tdconnect_DATABASE_STABLE_HASH or tdconnect_query_HASH: the same"
                                + " name for the same selection. The server allows 20 topics unless told otherwise.")
                .importance(Importance.HIGH)
                .optional(
                        TOPIC_DROP,
                        Type.BOOLEAN,
                        false,
                        "Whether DELETE /connectors/NAME/offsets also drops the topics of database, stables or topic.query."
                                + " Nothing else ever drops a topic.");
        position(options);
        limits(options);
    }

    private static void position(Options options) {
        options.optional(
                        GROUP,
                        Type.STRING,
                        "",
                        "Consumer group, by which the server shows how far the connector is; empty for tdconnect_ and the name"
                                + " of the connector. Positions are kept by Kafka Connect.")
                .validator(Validators.pattern(
                        "[^\\s:`]{0,190}", "up to 190 characters without blanks, colons and backticks"))
                .optional(
                        CLIENT,
                        Type.STRING,
                        "tdconnect",
                        "Name of the consumers in the server's monitoring; the number of the task is added.")
                .validator(Validators.pattern("\\S{1,180}", "up to 180 characters without blanks"))
                .importance(Importance.LOW)
                .choice(
                        FROM,
                        StartFrom.EARLIEST,
                        "Where a vgroup begins for which neither Kafka Connect nor the group has a position: earliest with the"
                                + " oldest that the WAL holds, latest with what is written from now on.")
                .importance(Importance.HIGH)
                .optional(
                        START_POSITIONS,
                        Type.LIST,
                        "",
                        "Positions of vgroups at which to begin instead, as 2:10,3:5 for position 10 of vgroup 2 and 5 of"
                                + " vgroup 3. They count only where Kafka Connect has none.")
                .validator(new ParsedValidator("VGROUP:POSITION, comma separated", StartPositions::parse))
                .optional(
                        SNAPSHOT,
                        Type.BOOLEAN,
                        false,
                        "Whether vgroups without a position begin with all rows of their tables, also those that the WAL"
                                + " holds no more; from and start.positions do not count then. These rows have no position:"
                                + " after a restart before Kafka has all of a vgroup they come again.");
    }

    private static void limits(Options options) {
        options.optional(
                        TIMEOUT,
                        Type.STRING,
                        NEVER,
                        "After how long without data the subscription ends, such as 10s; never to go on for ever. The task"
                                + " keeps running, but reads nothing more.")
                .validator(
                        new ParsedValidator("never, or a duration such as 500ms, 10s, 5m", SubscriptionMode::timeout))
                .choice(
                        ON_GAP,
                        GapPolicy.FAIL,
                        "What happens when the WAL no longer holds the rows after the stored position, since"
                                + " WAL_RETENTION_PERIOD is over: fail stops the task; continue goes on with the oldest that"
                                + " there is, and counts the gap; fill reads the tables of the vgroup by queries first, from"
                                + " gap.lookback before the latest row that was read. With fill some rows come again, and"
                                + " deletions and metadata events of the gap are not told. Topics of queries cannot be filled.")
                .importance(Importance.HIGH)
                .optional(
                        GAP_LOOKBACK,
                        Type.STRING,
                        "1d",
                        "With behavior.on.gap=fill, how much earlier than the latest row that was read before a gap those may"
                                + " be that were written in it, such as 7d where devices send late.")
                .validator(new ParsedValidator("duration such as 500ms, 10s, 5m, 2h, 7d", DurationText::parse))
                .optional(
                        METADATA_TOPIC,
                        Type.STRING,
                        "",
                        "Kafka topic for changes of tables and deletions of rows, a template with {database} and {topic};"
                                + " empty to ignore them. TDengine tells them in topics WITH META, as the connector creates.")
                .validator(Validators.template())
                .optional(
                        TASKS_PER_TOPIC,
                        Type.INT,
                        1,
                        "How many tasks share the vgroups of each topic at most. With more than 1 rows are delivered at least"
                                + " once, but not exactly once.")
                .validator(Validators.between(1, 1_000))
                .importance(Importance.LOW);
    }
}
