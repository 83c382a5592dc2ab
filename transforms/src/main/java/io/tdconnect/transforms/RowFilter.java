// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.transforms.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Decides which rows stay; not for use by several threads. */
final class RowFilter {
    private final Expression condition;
    private final OnError onError;

    RowFilter(Expression condition, OnError onError) {
        this.condition = condition;
        this.onError = onError;
    }

    /**
     * Whether a row stays.
     *
     * @throws DataException if the condition fails on it and the policy is {@link OnError#FAIL}
     */
    boolean keeps(Object row) {
        try {
            return condition.test(row);
        } catch (DataException e) {
            if (onError == OnError.FAIL) {
                throw new DataException(
                        "The condition failed: " + e.getMessage() + "; see the options " + Filter.CONDITION + " and "
                                + Filter.ON_ERROR,
                        e);
            }
            return onError == OnError.KEEP;
        }
    }

    /** The rows of a list that stay, the list itself if all do, null if none does. */
    @Nullable
    List<?> rest(List<?> rows) {
        List<Object> kept = new ArrayList<>(rows.size());
        for (Object row : rows) {
            if (keeps(RowChecks.requireRow(row))) {
                kept.add(row);
            }
        }
        return kept.size() == rows.size() ? rows : kept.isEmpty() ? null : kept;
    }
}
