// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * A stage as it is configured.
 *
 * @param name in the configuration
 * @param type class of the transform
 * @param options of the transform
 */
record StageConfig(String name, String type, Map<String, String> options) {
    private static final String OWN = "io.tdconnect.transforms.";

    StageConfig {
        options = Map.copyOf(options);
    }

    /**
     * A new transform for one thread.
     *
     * @throws ConfigException if it cannot be made; the message names stage and option
     */
    Stage create() {
        Transformation<SinkRecord> transform = instance();
        Map<String, String> all = new LinkedHashMap<>(options);
        ConfigDef definition = transform.config();
        String problems = definition.validate(all).stream()
                .flatMap(option -> option.errorMessages().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        for (String option : options.keySet()) {
            if (!definition.names().contains(option)) {
                problems = "unknown option " + option + ", expected one of "
                        + String.join(", ", definition.names().stream().sorted().toList());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(place() + ": " + problems);
        }
        try {
            transform.configure(all);
        } catch (KafkaException | IllegalArgumentException e) {
            ConfigException refusal = new ConfigException(place() + ": " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
        return new Stage(name, transform);
    }

    private Transformation<SinkRecord> instance() {
        try {
            @SuppressWarnings("unchecked") // Transforms work on records of sources and sinks alike.
            Transformation<SinkRecord> transform = (Transformation<SinkRecord>)
                    transformClass().getDeclaredConstructor().newInstance();
            return transform;
        } catch (ReflectiveOperationException | LinkageError e) {
            ConfigException refusal = new ConfigException(place()
                    + ": expected a transform of tdconnect such as ParseJson, or a class with its package such as"
                    + " org.apache.kafka.connect.transforms.HoistField$Value");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** A name without package is one of ours, with the variant for values if it has one. */
    private Class<?> transformClass() throws ClassNotFoundException {
        if (type.indexOf('.') >= 0) {
            return Class.forName(type).asSubclass(Transformation.class);
        }
        try {
            return Class.forName(OWN + type + "$Value").asSubclass(Transformation.class);
        } catch (ClassNotFoundException e) {
            return Class.forName(OWN + type).asSubclass(Transformation.class);
        }
    }

    private String place() {
        return "stage " + name + " (" + type + ")";
    }
}
