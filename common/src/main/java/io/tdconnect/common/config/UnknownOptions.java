// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/** Refuses options that neither the connector nor Connect knows, which would have no effect without a word. */
public final class UnknownOptions {
    /** Name of the option that turns the check off. */
    public static final String VALIDATE = "validate.unknown.options";

    /** What Connect itself reads from the configuration of a connector, in its versions 3.7 to 4.3. */
    private static final Set<String> OF_CONNECT = Set.of(
            "name",
            "connector.class",
            "connector.plugin.version",
            "tasks.max",
            "tasks.max.enforce",
            "config.action.reload",
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates",
            "topics",
            "topics.regex",
            "errors.retry.timeout",
            "errors.retry.delay.max.ms",
            "errors.tolerance",
            "errors.log.enable",
            "errors.log.include.messages",
            "exactly.once.support",
            "transaction.boundary",
            "transaction.boundary.interval.ms",
            "offsets.storage.topic");

    private static final Set<String> PREFIXES_OF_CONNECT = Set.of(
            "key.converter.",
            "value.converter.",
            "header.converter.",
            "transforms.",
            "predicates.",
            "errors.deadletterqueue.",
            "topic.creation.",
            "producer.override.",
            "consumer.override.",
            "admin.override.",
            // Confluent's platform adds options of its own to every connector.
            "confluent.");

    private static final String COMMENT = "_";
    /** What connectors add to the configurations of their tasks. */
    private static final String OF_TASK = "task.";
    /** Prefix of the options of Connect that somebody who wrote one of {@link #OF_TASK} may have meant. */
    private static final String TASKS = "tasks.";

    /** Options for which the nearest one is looked for, which takes time by each known one; more are no mistyped ones. */
    private static final int MOST_HINTS = 100;

    private UnknownOptions() {}

    /**
     * Reports each option that is not known, the first hundred with the nearest one that is; one that begins with an
     * underscore is a comment.
     *
     * @param prefixes of the connector's own options whose names users make, such as {@code topic.}
     */
    public static void check(
            Map<String, String> configured, ConfigDef definition, ConfigProblems problems, String... prefixes) {
        if ("false".equalsIgnoreCase(configured.getOrDefault(VALIDATE, "").trim())) {
            return;
        }
        Set<String> known = new HashSet<>(OF_CONNECT);
        known.addAll(definition.names());
        List<String> tasks =
                known.stream().filter(option -> option.startsWith(TASKS)).toList();
        int unknowns = 0;
        for (String option : new TreeSet<>(configured.keySet())) {
            boolean unknown = !known.contains(option)
                    && !option.startsWith(COMMENT)
                    && !isOfTask(option, tasks)
                    && Stream.concat(PREFIXES_OF_CONNECT.stream(), Stream.of(prefixes))
                            .noneMatch(option::startsWith);
            if (unknown) {
                String hint = unknowns++ < MOST_HINTS ? NearestName.hint(option, known) : "";
                problems.add(
                        option,
                        "Unknown option " + option + hint
                                + " (remove it, begin its name with " + COMMENT + " if it is a comment, or set "
                                + VALIDATE + "=false)");
            }
        }
    }

    private static boolean isOfTask(String option, List<String> tasks) {
        return option.startsWith(OF_TASK) && NearestName.of(option, tasks).isEmpty();
    }
}
