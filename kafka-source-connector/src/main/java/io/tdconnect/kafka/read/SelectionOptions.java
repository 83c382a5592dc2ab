// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedListValidator;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.regex.LinearRegex;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions are read.
 *
 * @param topics by name; of those in {@code partitions} only these partitions
 * @param pattern of further topics, null for none
 * @param refresh how often new topics and partitions are looked for
 */
public record SelectionOptions(
        SortedSet<String> topics,
        @Nullable LinearRegex pattern,
        SortedMap<String, SortedSet<Integer>> partitions,
        Duration refresh) {
    public static final String TOPICS = "topics";
    public static final String PATTERN = "topics.regex";
    public static final String PARTITIONS = "topic.partitions";
    static final String REFRESH = "topics.refresh.ms";

    private static final long DAY = 86_400_000;

    public static void addTo(Options options) {
        options.group("Topics")
                .optional(
                        TOPICS,
                        Type.LIST,
                        List.of(),
                        "Topics to read, with all their partitions. A topic that does not exist yet is read once it does.")
                .validator(Validators.pattern(KafkaTopic.PATTERN, "names of topics"))
                .importance(Importance.HIGH)
                .optional(
                        PATTERN,
                        Type.STRING,
                        "",
                        "Regular expression of RE2 for the whole name of further topics to read; empty for none. Names that begin"
                                + " with two underscores, which are Kafka's own, do not count.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .optional(
                        PARTITIONS,
                        Type.LIST,
                        List.of(),
                        "Single partitions to read: TOPIC:NUMBER, or TOPIC:FIRST..LAST with both ends, such as tp1:0..2,tp2:1. Of"
                                + " topics that stand here and in `topics` only these partitions are read.")
                .validator(new ParsedListValidator("TOPIC:NUMBER or TOPIC:FIRST..LAST", PartitionRanges::parse))
                .optional(REFRESH, Type.LONG, 60_000L, "How often the connector looks for new topics and partitions.")
                .validator(Validators.between(100, DAY))
                .importance(Importance.LOW);
    }

    public static SelectionOptions from(AbstractConfig config) {
        String pattern = config.getString(PATTERN);
        SortedMap<String, SortedSet<Integer>> partitions = PartitionRanges.parse(config.getList(PARTITIONS));
        SortedSet<String> topics = new TreeSet<>(partitions.keySet());
        config.getList(TOPICS).forEach(topic -> topics.add(topic.trim()));
        return new SelectionOptions(
                topics,
                pattern.isBlank() ? null : LinearRegex.compile(pattern.trim()),
                partitions,
                Duration.ofMillis(config.getLong(REFRESH)));
    }

    /** Whether nothing is selected. */
    public boolean isEmpty() {
        return topics.isEmpty() && pattern == null;
    }

    /** Whether a partition is to be read. */
    public boolean contains(String topic, int partition) {
        SortedSet<Integer> chosen = partitions.get(topic);
        return chosen == null
                ? topics.contains(topic) || (pattern != null && pattern.matches(topic))
                : chosen.contains(partition);
    }
}
