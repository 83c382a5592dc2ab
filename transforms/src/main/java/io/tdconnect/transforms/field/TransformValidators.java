// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.expression.Expression;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Validators for options of transforms; all accept null. */
public final class TransformValidators {
    private TransformValidators() {}

    /** An expression. */
    public static Validator expression() {
        return parsed("expression such as id != 1", text -> Expression.parse(text, false));
    }

    /** A regular expression of RE2 with at least one named group. */
    public static Validator namedGroups() {
        return parsed("regular expression of RE2 with named groups such as (?<name>\\w+)", RegexGroups::of);
    }

    /** The name or path of one field. */
    public static Validator field() {
        return parsed("field such as message or data.message", TransformValidators::field);
    }

    /**
     * The one field of a text.
     *
     * @throws IllegalArgumentException if it names another number of fields, a type or another name
     */
    public static FieldChoice field(String text) {
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

    /**
     * Accepts text that is not blank and that a parser accepts.
     *
     * @param text what is allowed, for the reference page
     */
    public static Validator parsed(String text, ParsedValidator.Parser parser) {
        return Validators.all(Validators.nonEmpty(), new ParsedValidator(text, parser));
    }
}
