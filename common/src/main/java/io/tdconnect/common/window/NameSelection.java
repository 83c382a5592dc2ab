// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.regex.LinearRegex;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Which names are read, such as measurements or metrics.
 *
 * @param named without duplicates; empty for all
 * @param filter which of the names are read
 * @param refresh how often the connector looks for new names
 */
public record NameSelection(List<String> named, Predicate<String> filter, Duration refresh) {
    private static final long DAY = 86_400_000;

    /**
     * Adds the options to the current group.
     *
     * @param kind of the names in the plural, such as measurements, with which the names of the options begin
     */
    public static void addTo(Options options, String kind) {
        options.optional(
                        kind,
                        Type.LIST,
                        "",
                        kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1)
                                + ", comma separated; empty for all, also those that appear later.")
                .importance(Importance.HIGH)
                .optional(
                        kind + ".include",
                        Type.STRING,
                        "",
                        "Regular expression that the whole name of a " + kind.substring(0, kind.length() - 1)
                                + " has to match; empty for all.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .optional(
                        kind + ".exclude",
                        Type.STRING,
                        "",
                        "Regular expression (RE2) of the names of " + kind + " that are left out.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .optional(
                        kind + ".refresh.ms",
                        Type.LONG,
                        60_000L,
                        "How often the connector looks for new " + kind + ", if the configuration names none.")
                .validator(Validators.between(1_000, DAY))
                .importance(Importance.LOW);
    }

    /** The selection of a configuration. */
    public static NameSelection from(AbstractConfig config, String kind) {
        return new NameSelection(
                config.getList(kind).stream()
                        .filter(name -> !name.isBlank())
                        .distinct()
                        .toList(),
                filter(config.getString(kind + ".include"), config.getString(kind + ".exclude")),
                Duration.ofMillis(config.getLong(kind + ".refresh.ms")));
    }

    /** Those of all names that are selected, in their order. */
    public List<String> among(List<String> all) {
        return all.stream()
                .filter(name -> named.isEmpty() || named.contains(name))
                .filter(filter)
                .toList();
    }

    private static Predicate<String> filter(String include, String exclude) {
        Predicate<String> included = include.isEmpty() ? name -> true : LinearRegex.compile(include)::matches;
        return exclude.isEmpty() ? included : included.and(Predicate.not(LinearRegex.compile(exclude)::matches));
    }
}
