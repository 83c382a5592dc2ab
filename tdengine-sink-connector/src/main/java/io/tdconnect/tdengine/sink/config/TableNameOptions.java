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
 * @param forbidden what happens to names with a dot, backtick or control character
 * @param replacement for each of these characters
 * @param longNames what happens to names that are too long
 */
public record TableNameOptions(ForbiddenCharacters forbidden, String replacement, LongNames longNames) {
    public static final String FORBIDDEN = "table.name.characters";
    static final String REPLACEMENT = "table.name.replacement";
    public static final String LONG_NAMES = "table.name.policy";

    private static final Validator REPLACEMENT_TEXT =
            Validators.pattern("[^.`\\x00-\\x1f]*", "text without dots, backticks and control characters");

    /** What happens to names of tables with characters that are not allowed. */
    public enum ForbiddenCharacters {
        /** The characters are replaced. */
        REPLACE,
        /** The record is bad. */
        FAIL
    }

    /** What happens to names of tables that are too long. */
    public enum LongNames {
        /** The record is bad. */
        FAIL,
        /** The name is cut and ends with a hash of the whole name. */
        TRUNCATE_WITH_HASH
    }

    static void addTo(Options options) {
        options.group("Rows")
                .choice(
                        FORBIDDEN,
                        ForbiddenCharacters.REPLACE,
                        "What happens to names of tables with a dot, a backtick or a control character: replace takes "
                                + REPLACEMENT + " for each, fail makes the record bad.")
                .dependents(REPLACEMENT)
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
                EnumOption.parse(ForbiddenCharacters.class, config.getString(FORBIDDEN)),
                UntrimmedOption.text(config, REPLACEMENT, REPLACEMENT_TEXT),
                EnumOption.parse(LongNames.class, config.getString(LONG_NAMES)));
    }
}
