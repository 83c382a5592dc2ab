// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Validator;

/**
 * Reads options in which leading and trailing blanks matter, such as delimiters.
 *
 * <p>{@link org.apache.kafka.common.config.ConfigDef} removes them before it validates and returns a text. So the validator in
 * the definition of such an option has to accept empty text.
 */
public final class UntrimmedOption {
    private UntrimmedOption() {}

    /**
     * The text of an option as it was written, or its default.
     *
     * @param validator checks the text with its blanks
     * @throws org.apache.kafka.common.config.ConfigException if the validator refuses it
     */
    public static String text(AbstractConfig config, String option, Validator validator) {
        String text = config.originals().get(option) instanceof String written ? written : config.getString(option);
        validator.ensureValid(option, text);
        return text;
    }
}
