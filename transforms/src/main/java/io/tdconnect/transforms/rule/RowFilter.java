// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.expression.Expression;
import io.tdconnect.transforms.field.TransformValidators;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.RowChecks;
import io.tdconnect.transforms.rule.RowFilter.OnError;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.errors.DataException;

/** Decides which rows are kept; not for use by several threads. */
public final class RowFilter {
    static final String CONDITION = "condition";
    static final String MISSING_FIELD = "missing.field";
    static final String ON_ERROR = "on.error";

    private final Expression condition;
    private final OnError onError;

    /** Adds the options of a filter. */
    public static void addTo(Options options) {
        options.group("Condition")
                .required(
                        CONDITION,
                        Type.STRING,
                        "A row is kept if this is true, such as `id != 1`, `!inuse`,"
                                + " `voltage > 200 && location.starts_with(\"beijing\")` or `parse_int(v) >= 5`."
                                + " Operators: `== != < <= > >= && || ! + - * / %`, `a ? b : c`, `=~` and `!~` with a"
                                + " regular expression of RE2 in quotes. Fields: a name, a path such as `data.values[0]`,"
                                + " or `field(\"any name\")`. Functions: " + Expression.FUNCTIONS
                                + ". Null is false, and neither less nor greater than anything; only null equals null.")
                .validator(TransformValidators.expression())
                .choice(
                        MISSING_FIELD,
                        MissingField.NULL,
                        "The value of a field that the condition names and the row lacks: `null`, or an error (`fail`),"
                                + " which is handled by `on.error`.")
                .choice(
                        ON_ERROR,
                        OnError.FAIL,
                        "What happens to a row on which the condition fails, such as text compared with a number: `fail`"
                                + " refuses the record, `drop` drops the row, `keep` keeps it.");
    }

    public static RowFilter from(AbstractConfig config) {
        boolean required = EnumOption.parse(MissingField.class, config.getString(MISSING_FIELD)) == MissingField.FAIL;
        return new RowFilter(
                Expression.parse(config.getString(CONDITION), required),
                EnumOption.parse(OnError.class, config.getString(ON_ERROR)));
    }

    public RowFilter(Expression condition, OnError onError) {
        this.condition = condition;
        this.onError = onError;
    }

    /** What happens to a row on which the condition fails. */
    public enum OnError {
        /** The record is refused, so that it goes to the dead letter queue or stops the task. */
        FAIL,
        /** The record is dropped. */
        DROP,
        /** The record passes unchanged. */
        KEEP
    }

    /**
     * Whether a row is kept.
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

    /** The indexes of the rows of a list that are kept. */
    public BitSet kept(List<?> rows) {
        BitSet kept = new BitSet(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            kept.set(i, keeps(RowChecks.requireRow(rows.get(i))));
        }
        return kept;
    }
}
