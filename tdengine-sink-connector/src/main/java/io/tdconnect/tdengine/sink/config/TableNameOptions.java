// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.UntrimmedOption;
import io.tdconnect.common.config.Validators;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;

/**
 * The options for names of tables that TDengine does not allow.
 *
 * @param replacement for each dot, backtick and control character
 * @param longNames what happens to names that are too long
 */
public record TableNameOptions(String replacement, LongNames longNames) {
    static final String REPLACEMENT = "table.name.replacement";
    public static final String LONG_NAMES = "table.name.policy";

    private static final Validator REPLACEMENT_TEXT =
            Validators.pattern("[^.`\\x00-\\x1f]*", "text without dots, backticks and control characters");

    /** What happens to names of tables that are too long. */
    public enum LongNames {
        /** The record is bad. */
        FAIL,
        /** The name is cut and ends with a hash of the whole name. */
        TRUNCATE_WITH_HASH
    }

    static void addTo(Options options) {
        options.group("Rows")
                .optional(
                        REPLACEMENT,
                        Type.STRING,
                        "_",
                        "Replaces each dot, backtick and control character in names of tables, which TDengine does not"
                                + " allow. Names that differ in nothing else become the same.")
                .validator(REPLACEMENT_TEXT)
                .choice(
                        LONG_NAMES,
                        LongNames.FAIL,
                        "What happens to names of tables of more than 192 bytes: fail makes the record bad,"
                                + " truncate-with-hash cuts the name and appends a hash of the whole name.");
    }

    public static TableNameOptions from(AbstractConfig config) {
        return new TableNameOptions(
                UntrimmedOption.text(config, REPLACEMENT, REPLACEMENT_TEXT),
                EnumOption.parse(LongNames.class, config.getString(LONG_NAMES)));
    }
}
