// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.ParsedListValidator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;

/**
 * A column of the row of a window.
 *
 * @param field of the rows in the window
 * @param name of the column
 */
public record WindowColumn(String field, Function function, String name) {
    /** Blanks cost time by the square of their number. */
    private static final int MAX_LENGTH = 1_000;

    private static final Pattern ENTRY = Pattern.compile("\\s*(.+?)\\s*:\\s*(\\w+)\\s*(?:\\s+as\\s+(\\S+)\\s*)?");

    /** How the values in a window are combined. */
    public enum Function {
        FIRST,
        LAST,
        MIN,
        MAX,
        AVG,
        SUM,
        COUNT;

        /** Whether it needs numbers. */
        public boolean calculates() {
            return this != FIRST && this != LAST && this != COUNT;
        }
    }

    /**
     * The columns of entries such as {@code voltage:avg} and {@code voltage:max as peak}.
     *
     * @throws IllegalArgumentException if one is malformed or a name repeats
     */
    static List<WindowColumn> parse(List<String> entries) {
        List<WindowColumn> columns = entries.stream().map(WindowColumn::parse).toList();
        if (columns.stream().map(WindowColumn::name).distinct().count() < columns.size()) {
            throw new IllegalArgumentException("expected columns with different names; rename one with as");
        }
        return columns;
    }

    private static WindowColumn parse(String entry) {
        if (entry.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("expected a column such as voltage:avg of at most " + MAX_LENGTH
                    + " characters, found " + entry.length());
        }
        Matcher matcher = ENTRY.matcher(entry);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a column such as voltage:avg, found " + entry);
        }
        String alias = matcher.group(3);
        return new WindowColumn(
                matcher.group(1),
                EnumOption.parse(Function.class, matcher.group(2)),
                alias == null ? matcher.group(1) : alias);
    }

    static Validator validator() {
        return new ParsedListValidator("columns such as voltage:avg, voltage:max as peak", WindowColumn::parse);
    }
}
