// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.expression.Expression;
import io.tdconnect.transforms.row.OnError;
import io.tdconnect.transforms.row.RowChecks;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** Decides which rows stay; not for use by several threads. */
public final class RowFilter {
    /** Option of the condition. */
    public static final String CONDITION = "condition";
    /** Option that says what happens to a row whose condition cannot be evaluated. */
    public static final String ON_ERROR = "on.error";

    private final Expression condition;
    private final OnError onError;

    public RowFilter(Expression condition, OnError onError) {
        this.condition = condition;
        this.onError = onError;
    }

    /**
     * Whether a row stays.
     *
     * @throws DataException if the condition fails on it and the policy is {@link OnError#FAIL}
     */
    public boolean keeps(Object row) {
        try {
            return condition.test(row);
        } catch (DataException e) {
            if (onError == OnError.FAIL) {
                throw new DataException(
                        "The condition failed: " + e.getMessage() + "; see the options " + CONDITION + " and "
                                + ON_ERROR,
                        e);
            }
            return onError == OnError.KEEP;
        }
    }

    /** Which rows of a list stay. */
    public BitSet kept(List<?> rows) {
        BitSet kept = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            kept.set(i, keeps(RowChecks.requireRow(rows.get(i))));
        }
        return kept;
    }
}
