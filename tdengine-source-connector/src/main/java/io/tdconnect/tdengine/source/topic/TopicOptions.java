// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.common.config.Options;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options that select topics of TDengine, besides database and supertables.
 *
 * @param topics names of existing topics
 * @param query whose result is subscribed; blank for none
 * @param create whether missing topics are created
 * @param dropOnReset whether topics of the connector are dropped together with its offsets
 */
public record TopicOptions(List<String> topics, String query, boolean create, boolean dropOnReset) {
    public static final String TOPICS = "topics";
    public static final String TOPIC_QUERY = "topic.query";
    public static final String TOPIC_CREATE = "topic.create";
    static final String TOPIC_DROP = "topic.drop.on.reset";

    public static void addTo(Options options) {
        options.optional(
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
                                + " name for the same selection. The server allows 20 topics by default.")
                .importance(Importance.HIGH)
                .optional(
                        TOPIC_DROP,
                        Type.BOOLEAN,
                        false,
                        "Whether DELETE /connectors/NAME/offsets also drops the topics of database, stables or topic.query."
                                + " Nothing else ever drops a topic.");
    }

    public static TopicOptions from(AbstractConfig config) {
        return new TopicOptions(
                SelectionOptions.names(config, TOPICS),
                config.getString(TOPIC_QUERY),
                config.getBoolean(TOPIC_CREATE),
                config.getBoolean(TOPIC_DROP));
    }
}
