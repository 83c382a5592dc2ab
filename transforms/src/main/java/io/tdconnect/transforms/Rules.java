// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.expression.Expression;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Validators of options whose values are parsed by this package; all accept null. */
final class Rules {
    private Rules() {}

    /** An expression. */
    static Validator expression() {
        return new Parsed("expression such as id != 1", text -> Expression.parse(text, false));
    }

    /** A regular expression of RE2 with at least one named group. */
    static Validator namedGroups() {
        return new Parsed("regular expression of RE2 with named groups such as (?<name>\\w+)", RegexGroups::of);
    }

    /** The name or path of one field. */
    static Validator field() {
        return new Parsed("field such as message or data.message", Rules::field);
    }

    /**
     * The one field of a text.
     *
     * @throws IllegalArgumentException if it names another number of fields, a type or another name
     */
    static FieldChoice field(String text) {
        FieldList list = FieldList.parse(text);
        if (list.choices().size() != 1 || list.rest()) {
            throw new IllegalArgumentException("expected the name of one field");
        }
        FieldChoice field = list.choices().get(0);
        if (field.type() != null || field.alias() != null) {
            throw new IllegalArgumentException("expected the name of one field, without type and without as");
        }
        return field;
    }

    /** Text that a parser accepts, which throws IllegalArgumentException for others. */
    record Parsed(String text, Consumer<String> parser) implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value != null) {
                try {
                    parser.accept(value.toString());
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
}
