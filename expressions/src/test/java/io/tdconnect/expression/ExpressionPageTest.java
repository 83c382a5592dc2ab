// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares docs/expressions.md with the results of expressions. */
class ExpressionPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("`([^`]+)` → (.*?)(?=, `|$)");
    private static final int NULL = 2;

    @Test
    void everyExampleIsTrue() throws IOException {
        List<List<String>> rows = tableRows();
        Map<String, Object> row = row(rows);
        SoftAssertions results = new SoftAssertions();
        int examples = 0;
        for (List<String> cells : rows) {
            for (String cell : cells) {
                for (MatchResult example : EXAMPLE.matcher(cell).results().toList()) {
                    results.assertThat(result(example.group(1), row))
                            .as(example.group(1))
                            .isEqualTo(example.group(2));
                    examples++;
                }
            }
        }
        results.assertAll();
        assertThat(examples).isGreaterThan(200);
    }

    @Test
    void everyFunctionHasExamplesOfNullAndOfItsTypes() throws IOException {
        Map<String, List<String>> functions = new HashMap<>();
        for (List<String> cells : tableRows()) {
            if (cells.size() == 6) {
                functions.put(cells.get(0).replace("`", ""), cells);
            }
        }
        assertThat(functions.keySet()).containsExactlyInAnyOrderElementsOf(Functions.ALL.keySet());
        functions.forEach((name, cells) -> {
            int arguments = Functions.ALL.get(name).most();
            assertThat(cells.get(NULL)).as(name).contains("none");
            if (arguments > 1) {
                assertThat(EXAMPLE.matcher(cells.get(NULL)).results())
                        .as("null as each argument of " + name)
                        .hasSizeGreaterThanOrEqualTo(2);
            }
            assertThat(cells.get(4)).as(name).contains("`");
        });
    }

    @Test
    void theOptionsNameEveryFunction() {
        assertThat(Arrays.stream(
                        Expression.FUNCTIONS.replaceAll(" ?\\([^)]*\\)", "").split(", ", -1)))
                .containsExactlyInAnyOrderElementsOf(Functions.ALL.keySet());
    }

    private static String result(String expression, Map<String, Object> row) {
        Object value;
        try {
            value = Expression.parse(expression, false).value(row);
        } catch (DataException e) {
            return "refused";
        }
        String type = type(value);
        return value instanceof BigDecimal decimal ? decimal.toPlainString() + type : value + type;
    }

    private static String type(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return "";
        }
        return value instanceof Long
                ? " BIGINT"
                : value instanceof Float
                        ? " FLOAT"
                        : value instanceof Double ? " DOUBLE" : value instanceof BigDecimal ? " DECIMAL" : " VARCHAR";
    }

    private static Map<String, Object> row(List<List<String>> rows) {
        Map<String, Object> row = new HashMap<>();
        for (List<String> cells : rows) {
            if (cells.size() == 3) {
                row.put(cells.get(0).replace("`", ""), value(cells.get(1), cells.get(2)));
            }
        }
        assertThat(row).hasSize(11);
        return row;
    }

    private static @Nullable Object value(String type, String text) {
        return switch (type) {
            case "BIGINT" -> Long.valueOf(text);
            case "FLOAT" -> Float.valueOf(text);
            case "DOUBLE" -> Double.valueOf(text);
            case "DECIMAL" -> new BigDecimal(text);
            case "VARCHAR" -> text;
            case "BOOL" -> Boolean.valueOf(text);
            default -> null;
        };
    }

    /** The cells of all tables of the page, without their heads. */
    private static List<List<String>> tableRows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean body = false;
        for (String line : Files.readAllLines(Path.of("..", "docs", "expressions.md"))) {
            if (line.startsWith("|---")) {
                body = true;
            } else if (!line.startsWith("|")) {
                body = false;
            } else if (body) {
                String cells = line.substring(1, line.length() - 1).replace("\\|", "\0");
                rows.add(Arrays.stream(cells.split("\\|", -1))
                        .map(cell -> cell.replace("\0", "|").trim())
                        .toList());
            }
        }
        return rows;
    }
}
