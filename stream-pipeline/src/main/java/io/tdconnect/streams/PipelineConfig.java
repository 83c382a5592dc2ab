// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.transform.TransformConfig;
import io.tdconnect.streams.config.DeliveryOptions;
import io.tdconnect.streams.config.ErrorOptions;
import io.tdconnect.streams.config.InputOptions;
import io.tdconnect.streams.config.OutputOptions;
import io.tdconnect.streams.config.PassedSettings;
import io.tdconnect.streams.config.RowOptions;
import io.tdconnect.streams.config.StateOptions;
import io.tdconnect.streams.message.SizeLimit;
import io.tdconnect.streams.row.MessageRows;
import io.tdconnect.streams.row.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of one pipeline. */
final class PipelineConfig {
    static final ConfigDef CONFIG_DEF = new Options()
            .add(InputOptions::addTo)
            .add(RowOptions::addTo)
            .add(OutputOptions::addTo)
            .add(DeliveryOptions::addTo)
            .add(ErrorOptions::addTo)
            .add(StateOptions::addTo)
            .build();

    private static final String STREAMS = "streams.";
    private static final String STAGES = RowOptions.STAGES + ".";

    private final String name;
    private final InputOptions input;
    private final RowOptions rows;
    private final OutputOptions output;
    private final DeliveryOptions delivery;
    private final ErrorOptions errors;
    private final StateOptions state;
    private final List<TransformConfig> stages;
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
            } else {
                (key.startsWith(STAGES) ? ofStages : own).put(key, value);
            }
        });
        requireKnown(own.keySet());
        AbstractConfig options = new AbstractConfig(CONFIG_DEF, own, false);
        rows = RowOptions.from(options);
        stages = stages(ofStages);
        input = InputOptions.from(options);
        output = OutputOptions.from(options);
        delivery = DeliveryOptions.from(options, name);
        errors = ErrorOptions.from(options, delivery);
        state = StateOptions.from(options);
        checkGuarantee();
        checkTopics();
        stages.forEach(Stage::of);
        PassedSettings.check(streams);
    }

    private static void requireKnown(Set<String> options) {
        for (String option : options) {
            if (!CONFIG_DEF.names().contains(option)) {
                throw new ConfigException("unknown option " + option + ", expected one of "
                        + String.join(", ", CONFIG_DEF.names().stream().sorted().toList())
                        + ", or one that starts with stages. or streams.");
            }
        }
    }

    private List<TransformConfig> stages(Map<String, String> ofStages) {
        List<TransformConfig> list = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (String stage : rows.stages()) {
            ofStages.keySet().stream()
                    .filter(key -> key.startsWith(STAGES + stage + "."))
                    .forEach(used::add);
            list.add(TransformConfig.of("stage", RowOptions.STAGES, stage, ofStages));
        }
        for (String key : ofStages.keySet()) {
            if (!used.contains(key)) {
                throw new ConfigException("unknown option " + key + ", expected the name of a stage after " + STAGES
                        + ": one of " + String.join(", ", rows.stages()));
            }
        }
        return List.copyOf(list);
    }

    private void checkGuarantee() {
        if (state.downsampling() != null && !delivery.guarantee().equals(DeliveryOptions.EXACTLY_ONCE)) {
            throw new ConfigException("expected " + DeliveryOptions.PROCESSING_GUARANTEE + "="
                    + DeliveryOptions.EXACTLY_ONCE + " beside " + StateOptions.DOWNSAMPLE_WINDOW
                    + ": without it, a crash would count rows twice or lose windows");
        }
    }

    /** A pipeline must not write to a topic that it reads: it would run in a circle. */
    private void checkTopics() {
        if (errors.writesDeadLetters()) {
            requireUnread(ErrorOptions.DEAD_LETTER_TOPIC, errors.deadLetterTopic());
        }
        Template topic = output.topic();
        if (!topic.variables().isEmpty()) {
            return;
        }
        String fixed = topic.render(variable -> null);
        OutputOptions.TOPIC_NAME.ensureValid(OutputOptions.TOPIC, fixed);
        requireUnread(OutputOptions.TOPIC, fixed);
        if (errors.writesDeadLetters() && fixed.equals(errors.deadLetterTopic())) {
            throw new ConfigException(ErrorOptions.DEAD_LETTER_TOPIC + ": expected another topic than "
                    + OutputOptions.TOPIC + ", found " + fixed);
        }
    }

    private void requireUnread(String option, String topic) {
        if (input.reads(topic)) {
            throw new ConfigException(option + ": expected another topic than those of "
                    + (input.pattern() == null ? InputOptions.TOPICS : InputOptions.TOPICS_PATTERN) + ", found "
                    + topic);
        }
    }

    String name() {
        return name;
    }

    InputOptions input() {
        return input;
    }

    OutputOptions output() {
        return output;
    }

    DeliveryOptions delivery() {
        return delivery;
    }

    ErrorOptions errors() {
        return errors;
    }

    StateOptions state() {
        return state;
    }

    List<TransformConfig> stages() {
        return stages;
    }

    /** Converts messages to rows; for one thread. */
    MessageRows newMessageRows() {
        return new MessageRows(stages, input, rows, output);
    }

    /** The largest record that the pipeline may write. */
    SizeLimit sizeLimit() {
        return SizeLimit.of(streams);
    }

    /** Settings of Kafka Streams and its clients, without prefix. */
    Map<String, String> streams() {
        return streams;
    }
}
