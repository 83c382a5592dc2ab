// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts text that a parser accepts, and blank text, whose meaning the documentation of the option gives.
 *
 * @param text description of the allowed values for the reference page
 * @param parser throws IllegalArgumentException for other text
 */
public record ParsedValidator(String text, Parser parser) implements Validator {
    /** Parses text that is not blank. */
    @FunctionalInterface
    public interface Parser {
        /**
         * The value of a text.
         *
         * @throws IllegalArgumentException if the text is not valid; the message says what is expected
         */
        Object parse(String text);
    }

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(element -> ensureValid(name, element));
        } else if (value != null && !value.toString().isBlank()) {
            try {
                parser.parse(value.toString());
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name, value, e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
