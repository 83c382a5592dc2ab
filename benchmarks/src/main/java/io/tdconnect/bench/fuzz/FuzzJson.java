// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import java.util.List;

/** Generates JSON and text that is nearly JSON. */
final class FuzzJson {
    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\"id\"",
            "\"ts\"",
            "\"v\"",
            "\\u0000",
            "\\ud83d",
            "\\",
            " ",
            "\n",
            "true",
            "null",
            "NaN",
            "/*",
            "1e999999999",
            "{\"a\":{\"b\":[1,2]}}");

    private final FuzzInputs in;

    FuzzJson(FuzzInputs in) {
        this.in = in;
    }

    String text(List<String> samples) {
        return switch (in.below(10)) {
            case 0 -> in.pieces(JSON, 30);
            case 1 -> nested();
            case 2, 3, 4 -> document();
            case 5 -> in.one(samples);
            default -> in.damaged(in.one(samples));
        };
    }

    private String document() {
        StringBuilder json = new StringBuilder();
        document(json, 4, in.isLarge() ? FuzzInputs.LARGEST : 2_000);
        return json.toString();
    }

    private void document(StringBuilder json, int depth, int limit) {
        int kind = in.below(depth > 0 ? 8 : 6);
        switch (kind) {
            case 0, 1 -> json.append(in.number());
            case 2, 3 -> quoted(json, in.text());
            case 4 -> json.append(in.one("true", "false", "null"));
            case 5 -> quoted(json, in.name());
            case 6 -> {
                json.append('[');
                for (int i = in.count(4, 10); i > 0 && json.length() < limit; i--) {
                    document(json, depth - 1, limit);
                    json.append(i == 1 ? "" : ",");
                }
                json.append(']');
            }
            default -> {
                json.append('{');
                for (int i = in.count(6, 10); i > 0 && json.length() < limit; i--) {
                    quoted(
                            json,
                            in.oneIn(2) ? in.one("ts", "id", "s", "v", "data") : in.name() + (in.isLarge() ? i : ""));
                    document(json.append(':'), depth - 1, limit);
                    json.append(i == 1 ? "" : ",");
                }
                json.append('}');
            }
        }
    }

    private static void quoted(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Nested arrays or objects, possibly with long names or without an end. */
    private String nested() {
        String name = in.one("a", "a", "b".repeat(in.count(100, 10)));
        String open = in.one("[", "{\"" + name + "\":", "[{\"" + name + "\":");
        int depth = Math.min(in.count(300, open.length()), FuzzInputs.LARGEST / open.length());
        String close = open.replaceAll("[^\\[{]", "").replace('{', '}').replace('[', ']');
        String end = new StringBuilder(close).reverse().toString();
        return open.repeat(depth) + in.number() + end.repeat(in.oneIn(4) ? in.below(depth + 1) : depth);
    }
}
