// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT.
 *
 * @param tags SELECT TAGS: one row for each subtable
 * @param groups of GROUP BY or PARTITION BY
 * @param grouped whether it was GROUP BY
 * @param limit -1 for none
 */
public record Select(
        boolean distinct,
        boolean tags,
        List<Item> items,
        @Nullable From from,
        @Nullable Expression where,
        List<Expression> groups,
        boolean grouped,
        @Nullable Expression having,
        List<Order> orders,
        long limit,
        long offset) {
    /** An output column; the name is its alias or its text. */
    public record Item(Expression expression, String name, boolean alias) {}

    /** ORDER BY one expression. */
    public record Order(Expression expression, boolean descending) {}

    /** Where rows come from. */
    public sealed interface From {
        /** A table. */
        record Table(TableName name, @Nullable String alias) implements From {}

        /** A query in parentheses. */
        record Sub(Select select, @Nullable String alias) implements From {}
    }
}
