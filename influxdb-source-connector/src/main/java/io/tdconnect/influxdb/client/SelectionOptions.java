// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.window.NameSelection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Which points are read.
 *
 * @param bucket of 2.x, or database of 1.x
 * @param retentionPolicy empty for the default one
 * @param measurements that are read
 * @param conditions on tags, which all have to hold
 * @param fields empty for all
 */
public record SelectionOptions(
        String bucket,
        String retentionPolicy,
        NameSelection measurements,
        List<TagCondition> conditions,
        Set<String> fields) {
    public static final String BUCKET = "bucket";
    public static final String RETENTION_POLICY = "retention.policy";
    public static final String MEASUREMENTS = "measurements";
    static final String TAG_CONDITIONS = "tag.conditions";
    public static final String FIELDS = "fields";

    public static void addTo(Options options) {
        options.group("Selection")
                .required(BUCKET, Type.STRING, "Bucket (2.x) or database (1.x).")
                .validator(Validators.nonEmpty())
                .optional(
                        RETENTION_POLICY,
                        Type.STRING,
                        "",
                        "Retention policy; empty for the default one of the database or mapping.");
        NameSelection.addTo(options, MEASUREMENTS);
        options.optional(
                        TAG_CONDITIONS,
                        Type.LIST,
                        "",
                        "Conditions on tags that all have to hold, comma separated: host=a, host!=a, host=~regex, host!~regex.")
                .validator(Validators.parsed("conditions such as host=a", TagCondition::parse))
                .optional(FIELDS, Type.LIST, "", "Fields that are read; empty for all, also new ones.");
    }

    public static SelectionOptions from(AbstractConfig config) {
        return new SelectionOptions(
                config.getString(BUCKET),
                config.getString(RETENTION_POLICY),
                NameSelection.from(config, MEASUREMENTS),
                config.getList(TAG_CONDITIONS).stream().map(TagCondition::parse).toList(),
                Set.copyOf(config.getList(FIELDS)));
    }
}
