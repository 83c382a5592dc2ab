// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts lists that a parser accepts as a whole, where {@link ParsedValidator} looks at each element.
 *
 * @param text description of the allowed values for the reference page
 * @param parser throws IllegalArgumentException for other lists
 */
public record ParsedListValidator(String text, Parser parser) implements Validator {
    /** Parses the elements of a list together. */
    @FunctionalInterface
    public interface Parser {
        /**
         * The value of a list.
         *
         * @throws IllegalArgumentException if the list is not valid; the message says what is expected
         */
        Object parse(List<String> elements);
    }

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof List<?> elements) {
            try {
                parser.parse(elements.stream().map(String::valueOf).toList());
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
