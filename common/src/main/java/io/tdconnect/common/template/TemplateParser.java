// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.template;

import io.tdconnect.common.template.Template.Part;
import java.util.ArrayList;
import java.util.List;

/** Splits the text of a template into its parts. */
final class TemplateParser {
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    TemplateParser(String text) {
        this.text = text;
    }

    List<Part> parts() {
        int position = 0;
        while (position < text.length()) {
            position = next(position);
        }
        if (literal.length() > 0 || parts.isEmpty()) {
            parts.add(Part.literal(literal.toString()));
        }
        return parts;
    }

    private int next(int position) {
        char c = text.charAt(position);
        if (text.startsWith("{{", position) || text.startsWith("}}", position)) {
            literal.append(c);
            return position + 2;
        }
        if (c == '}') {
            throw problem("} without {", position);
        }
        if (c == '{') {
            return variable(position);
        }
        boolean dollarOfVariable =
                c == '$' && text.startsWith("{", position + 1) && !text.startsWith("{{", position + 1);
        if (!dollarOfVariable) {
            literal.append(c);
        }
        return position + 1;
    }

    private int variable(int open) {
        int close = text.indexOf('}', open);
        if (close < 0) {
            throw problem("{ without }", open);
        }
        String inside = text.substring(open + 1, close);
        if (inside.indexOf('{') >= 0) {
            throw problem("{ inside a variable", open + 1 + inside.indexOf('{'));
        }
        int prefix = inside.startsWith(RecordVariables.HEADER) ? RecordVariables.HEADER.length() : 0;
        int colon = inside.indexOf(':', prefix);
        String name = (colon < 0 ? inside : inside.substring(0, colon)).trim();
        if (name.length() == prefix) {
            throw problem("variable without a name", open);
        }
        if (literal.length() > 0) {
            parts.add(Part.literal(literal.toString()));
            literal.setLength(0);
        }
        parts.add(new Part(name, colon < 0 ? "" : inside.substring(colon + 1), colon >= 0));
        return close + 1;
    }

    private static IllegalArgumentException problem(String what, int position) {
        return new IllegalArgumentException("expected a template such as d{id}: " + what + " at position " + position
                + " (write {{ and }} for literal braces)");
    }
}
