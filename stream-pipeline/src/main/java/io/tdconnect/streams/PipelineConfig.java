// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.transform.TransformConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The configuration of one pipeline. */
final class PipelineConfig {
    private static final String STREAMS = "streams.";
    private static final String STAGES = PipelineOptions.STAGES + ".";

    private final String name;
    private final AbstractConfig options;
    private final List<TransformConfig> stages;
    private final @Nullable TopicPattern pattern;
    private final Map<String, String> streams = new LinkedHashMap<>();

    /**
     * The pipeline that options describe.
     *
     * @throws ConfigException if an option is unknown, missing or wrong; the message names it
     */
    PipelineConfig(String name, Map<String, String> all) {
        this.name = name;
        Map<String, String> own = new LinkedHashMap<>();
        Map<String, String> ofStages = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(STREAMS)) {
                streams.put(key.substring(STREAMS.length()), value);
            } else if (key.startsWith(STAGES)) {
                ofStages.put(key, value);
            } else {
                own.put(key, value);
            }
        });
        for (String key : own.keySet()) {
            if (!PipelineOptions.CONFIG_DEF.names().contains(key)) {
                throw new ConfigException("unknown option " + key + ", expected one of "
                        + String.join(
                                ", ",
                                PipelineOptions.CONFIG_DEF.names().stream()
                                        .sorted()
                                        .toList())
                        + ", or one that starts with stages. or streams.");
            }
        }
        this.options = new AbstractConfig(PipelineOptions.CONFIG_DEF, own, false);
        this.stages = stages(ofStages);
        String regex = options.getString(PipelineOptions.INPUT_TOPICS_PATTERN);
        this.pattern = regex == null ? null : TopicPattern.parse(regex);
        checkTogether();
    }

    private List<TransformConfig> stages(Map<String, String> ofStages) {
        List<TransformConfig> list = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (String stage : options.getList(PipelineOptions.STAGES)) {
            ofStages.keySet().stream()
                    .filter(key -> key.startsWith(STAGES + stage + "."))
                    .forEach(used::add);
            list.add(TransformConfig.of("stage", PipelineOptions.STAGES, stage, ofStages));
        }
        for (String key : ofStages.keySet()) {
            if (!used.contains(key)) {
                throw new ConfigException("unknown option " + key + ", expected the name of a stage after " + STAGES
                        + ": one of " + String.join(", ", options.getList(PipelineOptions.STAGES)));
            }
        }
        return List.copyOf(list);
    }

    private void checkTogether() {
        boolean list = !options.getList(PipelineOptions.INPUT_TOPICS).isEmpty();
        if (list == (pattern != null)) {
            throw new ConfigException("expected either " + PipelineOptions.INPUT_TOPICS + " or "
                    + PipelineOptions.INPUT_TOPICS_PATTERN + ", found " + (list ? "both" : "none"));
        }
        boolean window = options.getLong(PipelineOptions.DOWNSAMPLE_WINDOW) > 0;
        if (window == options.getList(PipelineOptions.DOWNSAMPLE_COLUMNS).isEmpty()) {
            throw new ConfigException("expected both " + PipelineOptions.DOWNSAMPLE_WINDOW + " and "
                    + PipelineOptions.DOWNSAMPLE_COLUMNS + ", or neither");
        }
        if (window && !text(PipelineOptions.PROCESSING_GUARANTEE).equals("exactly_once_v2")) {
            throw new ConfigException("expected " + PipelineOptions.PROCESSING_GUARANTEE + "=exactly_once_v2 beside "
                    + PipelineOptions.DOWNSAMPLE_WINDOW
                    + ": without it, a crash would count rows twice or lose windows");
        }
        checkTopics();
        stages.forEach(Stage::of);
        PassedSettings.check(streams);
    }

    /** What a pipeline writes must not be what it reads: it would never come to an end. */
    private void checkTopics() {
        boolean letters = errorPolicy() == ErrorPolicy.DEAD_LETTER;
        if (letters) {
            requireUnread(PipelineOptions.DEAD_LETTER_TOPIC, deadLetterTopic());
        }
        Template topic = Template.parse(options.getString(PipelineOptions.OUTPUT_TOPIC));
        if (!topic.variables().isEmpty()) {
            return;
        }
        String name = topic.render(variable -> null);
        PipelineOptions.TOPIC_NAME.ensureValid(PipelineOptions.OUTPUT_TOPIC, name);
        requireUnread(PipelineOptions.OUTPUT_TOPIC, name);
        if (letters && name.equals(deadLetterTopic())) {
            throw new ConfigException(PipelineOptions.DEAD_LETTER_TOPIC + ": expected another topic than "
                    + PipelineOptions.OUTPUT_TOPIC + ", found " + name);
        }
    }

    private void requireUnread(String option, String topic) {
        if (reads(topic)) {
            throw new ConfigException(option + ": expected another topic than those of "
                    + (pattern == null ? PipelineOptions.INPUT_TOPICS : PipelineOptions.INPUT_TOPICS_PATTERN)
                    + ", found " + topic);
        }
    }

    String name() {
        return name;
    }

    String applicationId() {
        String id = options.getString(PipelineOptions.APPLICATION_ID);
        return id == null ? "tdconnect-" + name : id;
    }

    List<TransformConfig> stages() {
        return stages;
    }

    List<String> topics() {
        return options.getList(PipelineOptions.INPUT_TOPICS);
    }

    @Nullable
    TopicPattern pattern() {
        return pattern;
    }

    /** Whether messages of a topic are read. */
    boolean reads(String topic) {
        return pattern == null ? topics().contains(topic) : pattern.matches(topic);
    }

    ErrorPolicy errorPolicy() {
        return choice(ErrorPolicy.class, PipelineOptions.ERRORS_POLICY);
    }

    String deadLetterTopic() {
        String topic = options.getString(PipelineOptions.DEAD_LETTER_TOPIC);
        return topic == null ? applicationId() + ".dead-letters" : topic;
    }

    <E extends Enum<E>> E choice(Class<E> type, String option) {
        return EnumOption.parse(type, options.getString(option));
    }

    String text(String option) {
        return options.getString(option);
    }

    @Nullable
    Template template(String option) {
        String text = options.getString(option);
        return text == null ? null : Template.parse(text);
    }

    long number(String option) {
        return ((Number) Objects.requireNonNull(options.values().get(option))).longValue();
    }

    boolean flag(String option) {
        return options.getBoolean(option);
    }

    List<String> list(String option) {
        return options.getList(option);
    }

    /** Whether a step needs state. */
    boolean stateful() {
        return number(PipelineOptions.DEDUPLICATE_WINDOW) > 0
                || !list(PipelineOptions.REPORT_DEADBANDS).isEmpty()
                || number(PipelineOptions.DOWNSAMPLE_WINDOW) > 0;
    }

    /** Settings of Kafka Streams and its clients, without prefix. */
    Map<String, String> streams() {
        return streams;
    }
}
