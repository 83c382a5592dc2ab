// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.regex.LinearRegex;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Which points are read.
 *
 * @param bucket of 2.x, or database of 1.x
 * @param retentionPolicy empty for the default one
 * @param measurements that are named, without duplicates; empty for all
 * @param filter which of the measurements are read
 * @param refresh how often the connector looks for new measurements
 * @param conditions on tags, which all have to hold
 * @param fields empty for all
 */
public record SelectionOptions(
        String bucket,
        String retentionPolicy,
        List<String> measurements,
        Predicate<String> filter,
        Duration refresh,
        List<TagCondition> conditions,
        Set<String> fields) {
    public static final String BUCKET = "bucket";
    public static final String RETENTION_POLICY = "retention.policy";
    static final String MEASUREMENTS = "measurements";
    static final String MEASUREMENTS_INCLUDE = "measurements.include";
    static final String MEASUREMENTS_EXCLUDE = "measurements.exclude";
    static final String MEASUREMENTS_REFRESH = "measurements.refresh.ms";
    static final String TAG_CONDITIONS = "tag.conditions";
    static final String FIELDS = "fields";

    private static final long DAY = 86_400_000;

    public static void addTo(Options options) {
        options.group("Selection")
                .required(BUCKET, Type.STRING, "Bucket (2.x) or database (1.x).")
                .validator(Validators.nonEmpty())
                .optional(
                        RETENTION_POLICY,
                        Type.STRING,
                        "",
                        "Retention policy; empty for the default one of the database or mapping.");
        addMeasurements(options);
        options.optional(
                        TAG_CONDITIONS,
                        Type.LIST,
                        "",
                        "Conditions on tags that all have to hold, comma separated: host=a, host!=a, host=~regex, host!~regex.")
                .validator(Validators.parsed("conditions such as host=a", TagCondition::parse))
                .optional(FIELDS, Type.LIST, "", "Fields that are read; empty for all, also new ones.");
    }

    private static void addMeasurements(Options options) {
        options.optional(
                        MEASUREMENTS,
                        Type.LIST,
                        "",
                        "Measurements, comma separated; empty for all, also those that appear later.")
                .importance(Importance.HIGH)
                .optional(
                        MEASUREMENTS_INCLUDE,
                        Type.STRING,
                        "",
                        "Regular expression that the whole name of a measurement has to match; empty for all.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .optional(
                        MEASUREMENTS_EXCLUDE,
                        Type.STRING,
                        "",
                        "Regular expression (RE2) of the names of measurements that are left out.")
                .validator(new ParsedValidator("regular expression of RE2", LinearRegex::compile))
                .optional(
                        MEASUREMENTS_REFRESH,
                        Type.LONG,
                        60_000L,
                        "How often the connector looks for new measurements, if the configuration names none.")
                .validator(Validators.between(1_000, DAY))
                .importance(Importance.LOW);
    }

    public static SelectionOptions from(AbstractConfig config) {
        return new SelectionOptions(
                config.getString(BUCKET),
                config.getString(RETENTION_POLICY),
                config.getList(MEASUREMENTS).stream()
                        .filter(name -> !name.isBlank())
                        .distinct()
                        .toList(),
                filter(config.getString(MEASUREMENTS_INCLUDE), config.getString(MEASUREMENTS_EXCLUDE)),
                Duration.ofMillis(config.getLong(MEASUREMENTS_REFRESH)),
                config.getList(TAG_CONDITIONS).stream().map(TagCondition::parse).toList(),
                Set.copyOf(config.getList(FIELDS)));
    }

    private static Predicate<String> filter(String include, String exclude) {
        Predicate<String> included = include.isEmpty() ? name -> true : LinearRegex.compile(include)::matches;
        return exclude.isEmpty() ? included : included.and(Predicate.not(LinearRegex.compile(exclude)::matches));
    }
}
