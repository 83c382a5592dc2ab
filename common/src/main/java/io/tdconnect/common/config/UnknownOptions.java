// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/** Refuses options that neither the connector nor Connect knows; they would be ignored without notice. */
public final class UnknownOptions {
    /** Name of the option that turns the check off. */
    public static final String VALIDATE = "validate.unknown.options";

    /** Options that Connect 3.7 to 4.3 itself reads from the configuration of a connector. */
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
    /** Options that connectors add to the configurations of their tasks. */
    private static final String OF_TASK = "task.";
    /** Prefixes of Connect options that are easily confused with one of {@link #OF_TASK}. */
    private static final String TASKS = "tasks.";

    /** For how many unknown options the nearest name is searched, which takes time; more are hardly typing errors. */
    private static final int MOST_HINTS = 100;

    private UnknownOptions() {}

    /**
     * Reports each unknown option, the first hundred with the nearest known name; an option whose name begins with an
     * underscore is a comment.
     *
     * @param prefixes prefixes of options whose names users choose, such as {@code topic.}
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
