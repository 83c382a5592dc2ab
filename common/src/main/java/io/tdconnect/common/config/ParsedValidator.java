// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts what a parser accepts, and empty text, whose meaning the option says.
 *
 * @param text what is allowed, for the reference page
 * @param parser throws IllegalArgumentException at anything else
 */
public record ParsedValidator(String text, Parser parser) implements Validator {
    /** Parses text that is not blank. */
    @FunctionalInterface
    public interface Parser {
        /**
         * What the text means.
         *
         * @throws IllegalArgumentException if it means nothing; the message says what is expected
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
