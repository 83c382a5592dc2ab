// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Validator;

/**
 * Reads options in which blanks at the ends matter, such as delimiters.
 *
 * <p>{@link org.apache.kafka.common.config.ConfigDef} cuts these off before it checks and hands out a text, so that the
 * validator of such an option in its definition has to accept the empty text.
 */
public final class UntrimmedOption {
    private UntrimmedOption() {}

    /**
     * The text of an option as it was written, or its default.
     *
     * @param validator what the text has to fulfil with its blanks
     * @throws org.apache.kafka.common.config.ConfigException if it does not
     */
    public static String text(AbstractConfig config, String option, Validator validator) {
        String text = config.originals().get(option) instanceof String written ? written : config.getString(option);
        validator.ensureValid(option, text);
        return text;
    }
}
