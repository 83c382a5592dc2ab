// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.template.Template;
import io.tdconnect.expression.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The name of a table in a parser document: a template such as {@code d{id}}, in which <code>${…}</code> may also be an
 * expression such as <code>${dev.replace("a", "b")}</code>.
 *
 * @param template with a variable in place of each expression
 * @param expressions by their variables
 */
public record NameFormat(Template template, Map<String, Expression> expressions) {
    /** A variable that a template itself can contain: a name with dots and brackets, and a default. */
    private static final Pattern PLAIN = Pattern.compile("[^(){}\"'+*/?=<>!&|]*|[^(){}\"'+*/?=<>!&|]*:.*");

    /**
     * The format of a text.
     *
     * @throws IllegalArgumentException if it is malformed; the message contains the position
     */
    public static NameFormat of(ConfigNode node) {
        String text = node.text();
        Map<String, Expression> expressions = new HashMap<>();
        StringBuilder template = new StringBuilder();
        int done = 0;
        try {
            for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", done)) {
                int close = TextFormat.close(text, open + 2);
                String inside = text.substring(open + 2, close);
                template.append(text, done, open);
                if (PLAIN.matcher(inside).matches()) {
                    template.append('{').append(inside).append('}');
                } else {
                    expressions.put(variable(inside), Expression.parse(inside, false));
                    template.append('{').append(variable(inside)).append('}');
                }
                done = close + 1;
            }
            return new NameFormat(
                    Template.parse(template.append(text, done, text.length()).toString()), Map.copyOf(expressions));
        } catch (IllegalArgumentException e) {
            throw node.problem(String.valueOf(e.getMessage()));
        }
    }

    /** The expressions of several formats. */
    public static Map<String, Expression> expressions(List<NameFormat> formats) {
        Map<String, Expression> all = new HashMap<>();
        formats.forEach(format -> all.putAll(format.expressions));
        return Map.copyOf(all);
    }

    /** A variable for an expression: not the name of a field, and without characters that are special in templates. */
    private static String variable(String expression) {
        return "$" + expression.replace(':', ' ').replace('{', '(').replace('}', ')');
    }
}
