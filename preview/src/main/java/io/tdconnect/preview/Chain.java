// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes the transforms of a configuration, as a worker would. */
final class Chain {
    private static final String TAOSX = "io.tdconnect.transforms.TaosxParser$Value";
    private static final List<String> OF_WORKER = List.of("type", "predicate", "negate");

    private final Map<String, String> config;

    Chain(Map<String, String> config) {
        this.config = config;
    }

    /**
     * The transforms in their order.
     *
     * @param parser options of the transform for a parser document of taosX, which comes first; empty for none
     * @throws IllegalArgumentException if a transform cannot be made; the message names stage and option
     */
    List<Stage> stages(Map<String, String> parser) {
        List<Stage> stages = new ArrayList<>();
        if (!parser.isEmpty()) {
            stages.add(stage("parser", TAOSX, parser, null));
        }
        for (String name : names("transforms")) {
            String prefix = "transforms." + name + ".";
            String type = config.get(prefix + "type");
            if (type == null) {
                throw new IllegalArgumentException("stage " + name + ": expected the option " + prefix + "type");
            }
            stages.add(stage(name, type, options(prefix), config.get(prefix + "predicate")));
        }
        return stages;
    }

    private Stage stage(String name, String type, Map<String, String> options, @Nullable String predicate) {
        String place = "stage " + name + " (" + type + ")";
        if (!(create(name, type) instanceof Transformation<?> created)) {
            throw new IllegalArgumentException(place + ": expected a transform");
        }
        @SuppressWarnings("unchecked") // Transforms work on records of sources and sinks alike.
        Transformation<SinkRecord> transform = (Transformation<SinkRecord>) created;
        validate(place, transform.config(), options);
        try {
            transform.configure(options);
        } catch (KafkaException | IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
        boolean negate = Boolean.parseBoolean(config.get("transforms." + name + ".negate"));
        return new Stage(name, transform, predicate == null ? null : predicate(predicate), negate, options);
    }

    private Predicate<SinkRecord> predicate(String name) {
        String prefix = "predicates." + name + ".";
        String type = config.get(prefix + "type");
        if (type == null || !names("predicates").contains(name)) {
            throw new IllegalArgumentException(
                    "predicate " + name + ": expected it in the option predicates, with the option " + prefix + "type");
        }
        String place = "predicate " + name + " (" + type + ")";
        if (!(create(name, type) instanceof Predicate<?> created)) {
            throw new IllegalArgumentException(place + ": expected a predicate");
        }
        @SuppressWarnings("unchecked") // Predicates work on records of sources and sinks alike.
        Predicate<SinkRecord> predicate = (Predicate<SinkRecord>) created;
        validate(place, predicate.config(), options(prefix));
        predicate.configure(options(prefix));
        return predicate;
    }

    private static void validate(String place, ConfigDef definition, Map<String, String> options) {
        String problems = definition.validate(options).stream()
                .flatMap(option -> option.errorMessages().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(place + ": " + problems);
        }
    }

    private List<String> names(String option) {
        return Arrays.stream(config.getOrDefault(option, "").split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private Map<String, String> options(String prefix) {
        Map<String, String> options = new LinkedHashMap<>();
        config.forEach((name, value) -> {
            if (name.startsWith(prefix) && !OF_WORKER.contains(name.substring(prefix.length()))) {
                options.put(name.substring(prefix.length()), value);
            }
        });
        return options;
    }

    private static Object create(String name, String type) {
        try {
            return Class.forName(type).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(
                    "stage " + name + ": expected a class of tdconnect or Apache Kafka with its package, such as"
                            + " io.tdconnect.transforms.ParseJson$Value, found " + type,
                    e);
        }
    }
}
