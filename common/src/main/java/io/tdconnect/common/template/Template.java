// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.template;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text with variables, such as {@code d{id}}.
 *
 * <p>{@code {id}} and {@code ${id}} stand for a variable, and {@code {id:unknown}} gives it a default; doubled braces
 * are literal braces. Parse once, render often; immutable.
 */
public final class Template {
    private final String text;
    private final List<Part> parts;
    private final Set<String> variables;

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
        Set<String> names = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part.variable != null) {
                names.add(part.variable);
            }
        }
        this.variables = Collections.unmodifiableSet(names);
    }

    /**
     * Parses a template.
     *
     * @throws IllegalArgumentException if braces do not match or a variable has no name; the message says where
     */
    public static Template parse(String text) {
        return new Template(text, new TemplateParser(text).parts());
    }

    /** Names of the variables in the order of their first use. */
    public Set<String> variables() {
        return variables;
    }

    /**
     * The text with values in place of variables.
     *
     * @throws MissingVariableException if a variable without default has no value
     * @throws org.apache.kafka.connect.errors.DataException if a value, such as a Struct, has no plain text form
     */
    public String render(Variables values) {
        if (parts.size() == 1 && parts.get(0).variable == null) {
            return parts.get(0).literal;
        }
        StringBuilder rendered = new StringBuilder(text.length() + 16);
        for (Part part : parts) {
            part.render(values, rendered);
        }
        return rendered.toString();
    }

    /** The same template with this default for variables without one. */
    public Template withDefault(String defaultText) {
        return new Template(
                text, parts.stream().map(part -> part.withDefault(defaultText)).toList());
    }

    /** The text that was parsed. */
    @Override
    public String toString() {
        return text;
    }

    /** Literal text if {@code variable} is null, otherwise a variable with {@code literal} as its default, if it has one. */
    record Part(@Nullable String variable, String literal, boolean hasDefault) {
        static Part literal(String text) {
            return new Part(null, text, false);
        }

        Part withDefault(String text) {
            return variable == null || hasDefault ? this : new Part(variable, text, true);
        }

        void render(Variables values, StringBuilder target) {
            Object value = variable == null ? null : values.value(variable);
            if (variable != null && value != null) {
                PlainText.append(variable, value, target);
            } else if (variable == null || hasDefault) {
                target.append(literal);
            } else {
                throw new MissingVariableException(variable);
            }
        }
    }
}
