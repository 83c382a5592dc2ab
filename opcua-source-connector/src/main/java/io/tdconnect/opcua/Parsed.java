// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts what a parser accepts, of a list each element.
 *
 * @param text what is expected, for the reference
 */
record Parsed(String text, Parser parser) implements Validator {
    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(element -> ensureValid(name, element));
            return;
        }
        if (value == null) {
            return;
        }
        try {
            parser.parse(value.toString());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /** Reads an option, and throws what {@link IllegalArgumentException} says is wrong with it. */
    @FunctionalInterface
    interface Parser {
        void parse(String text);
    }
}
