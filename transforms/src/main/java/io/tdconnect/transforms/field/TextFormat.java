// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.type.DataType;
import io.tdconnect.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Text that contains fields and expressions: {@code ${year}-${month.to_string().pad(2, "0")}}; not for use by several
 * threads.
 */
public final class TextFormat {
    private static final DataType TEXT = DataType.parse("VARCHAR");

    private final List<Part> parts;

    private TextFormat(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * The format of a text.
     *
     * @throws IllegalArgumentException if the text between <code>${</code> and <code>}</code> is not an expression; the
     *     message contains the position
     */
    public static TextFormat parse(String text) {
        List<Part> parts = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            int open = text.indexOf("${", position);
            if (open < 0) {
                break;
            }
            int close = close(text, open + 2);
            if (open > position) {
                parts.add(new Part(text.substring(position, open), null));
            }
            parts.add(variable(text.substring(open + 2, close), open));
            position = close + 1;
        }
        if (position < text.length()) {
            parts.add(new Part(text.substring(position), null));
        }
        return new TextFormat(parts);
    }

    /**
     * The text for a row.
     *
     * @throws DataException if a value is missing or has no text
     */
    public String render(Object row) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            Expression expression = part.expression;
            if (expression == null) {
                text.append(part.text);
                continue;
            }
            Object value = expression.value(row);
            if (value == null) {
                throw new DataException("expected a value for ${" + part.text
                        + "}, found none; give it a default such as" + " ${x == null ? \"none\" : x}");
            }
            text.append(TEXT.convert(value, null));
        }
        return text.toString();
    }

    private static Part variable(String text, int open) {
        try {
            return new Part(text, Expression.parse(text, false));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected a field or an expression in the ${…} at position " + open + ": " + e.getMessage(), e);
        }
    }

    /** Index of the closing brace; quoted text may contain braces. */
    static int close(String text, int start) {
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '}') {
                return i;
            }
        }
        throw new IllegalArgumentException("expected a closing brace for the ${ at position " + (start - 2));
    }

    /** Literal text, or an expression and its source. */
    private record Part(String text, @Nullable Expression expression) {}
}
