// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.transform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * A transform in a chain, or a predicate for one, as it is configured.
 *
 * @param kind word for messages, such as stage
 * @param name its alias
 * @param type its class
 * @param options without prefix, and without the type
 */
public record TransformConfig(String kind, String name, String type, Map<String, String> options) {
    private static final String TYPE = "type";

    /** Copies the options. */
    public TransformConfig {
        options = Map.copyOf(options);
    }

    /**
     * Finds the options {@code LIST.NAME.*} in a configuration.
     *
     * @param list option that lists the names
     * @throws ConfigException if the option {@code LIST.NAME.type} is missing
     */
    public static TransformConfig of(String kind, String list, String name, Map<String, String> config) {
        String prefix = list + "." + name + ".";
        Map<String, String> options = new LinkedHashMap<>();
        config.forEach((option, value) -> {
            if (option.startsWith(prefix)) {
                options.put(option.substring(prefix.length()), value);
            }
        });
        String type = options.remove(TYPE);
        if (type == null) {
            throw new ConfigException(kind + " " + name + ": expected the option " + prefix + TYPE);
        }
        return new TransformConfig(kind, name, type, options);
    }

    /** The same without some options, which are not for the transform itself. */
    public TransformConfig without(String... names) {
        Map<String, String> rest = new LinkedHashMap<>(options);
        for (String option : names) {
            rest.remove(option);
        }
        return new TransformConfig(kind, name, type, rest);
    }

    /**
     * A new object of a class.
     *
     * @param contract interface that the class has to implement
     * @param implementation name of the class
     * @param expected which classes there are, for the message
     * @throws ConfigException if the class does not exist, cannot be created, or does not implement the interface
     */
    public <T> T instance(Class<T> contract, String implementation, String expected) {
        try {
            Object made = Class.forName(implementation).getDeclaredConstructor().newInstance();
            if (contract.isInstance(made)) {
                return contract.cast(made);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw problem("expected " + expected, e);
        }
        throw problem("expected " + expected);
    }

    /**
     * Checks the options and hands them over.
     *
     * @throws ConfigException if one is missing or wrong
     */
    public void configure(Configurable made, ConfigDef definition) {
        String problems = definition.validate(options).stream()
                .flatMap(option -> option.errorMessages().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw problem(problems);
        }
        try {
            made.configure(options);
        } catch (KafkaException | IllegalArgumentException e) {
            throw problem(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Refuses options that a definition does not contain.
     *
     * @throws ConfigException if there is one
     */
    public void requireKnown(ConfigDef definition) {
        for (String option : options.keySet()) {
            if (!definition.names().contains(option)) {
                throw problem("unknown option " + option + ", expected one of "
                        + definition.names().stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private ConfigException problem(String message) {
        return new ConfigException(kind + " " + name + " (" + type + "): " + message);
    }

    private ConfigException problem(String message, Throwable cause) {
        ConfigException problem = problem(message);
        problem.initCause(cause);
        return problem;
    }
}
