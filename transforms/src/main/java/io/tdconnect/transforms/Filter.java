// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.expression.Expression;
import io.tdconnect.transforms.field.Rules;
import io.tdconnect.transforms.row.KeptRows;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.OnError;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowChecks;
import io.tdconnect.transforms.rule.RowFilter;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows for which a condition is true and drops the others.
 *
 * <p>Of a list the rows that fulfil the condition stay; a list of which none does is dropped; null passes.
 *
 * @param <R> type of the records
 */
public abstract class Filter<R extends ConnectRecord<R>> extends RecordTransform<R> {
    static final String MISSING_FIELD = "missing.field";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Condition")
            .required(
                    RowFilter.CONDITION,
                    Type.STRING,
                    "What has to be true for a row to be kept, such as `id != 1`, `!inuse`,"
                            + " `voltage > 200 && location.starts_with(\"beijing\")` or `parse_int(v) >= 5`."
                            + " Operators: `== != < <= > >= && || ! + - * / %`, `a ? b : c`, `=~` and `!~` with a"
                            + " regular expression of RE2 in quotes. Fields: a name, a path such as `data.values[0]`,"
                            + " or `field(\"any name\")`. Functions: " + Expression.FUNCTIONS
                            + ". Null is false, and neither less nor greater than anything; only null equals null.")
            .validator(Rules.expression())
            .choice(
                    MISSING_FIELD,
                    MissingField.NULL,
                    "What a field is that the condition names and the row lacks: `null`, or an error (`fail`), which"
                            + " `on.error` decides about.")
            .choice(
                    RowFilter.ON_ERROR,
                    OnError.FAIL,
                    "What happens to a row on which the condition fails, such as text compared with a number: `fail`"
                            + " refuses the record, `drop` drops the row, `keep` keeps it.")
            .build();

    private final RecordPart part;

    Filter(RecordPart part) {
        super(CONFIG_DEF);
        this.part = part;
    }

    @Override
    final Change<R> change(AbstractConfig config) {
        boolean required = EnumOption.parse(MissingField.class, config.getString(MISSING_FIELD)) == MissingField.FAIL;
        RowFilter filter = new RowFilter(
                Expression.parse(config.getString(RowFilter.CONDITION), required),
                EnumOption.parse(OnError.class, config.getString(RowFilter.ON_ERROR)));
        return original -> filtered(filter, original);
    }

    private @Nullable R filtered(RowFilter filter, R original) {
        Object value = part.value(original);
        if (value == null) {
            return original;
        }
        if (value instanceof List<?> rows) {
            return rest(original, rows, filter.kept(rows));
        }
        return filter.keeps(RowChecks.requireRow(value)) ? original : null;
    }

    private @Nullable R rest(R original, List<?> rows, BitSet kept) {
        if (kept.cardinality() == rows.size()) {
            return original;
        }
        if (kept.isEmpty()) {
            return null;
        }
        List<?> rest = kept.stream().mapToObj(rows::get).toList();
        R copy = part.replace(original, new Row(part.schema(original), rest));
        KeptRows.alignRouting(copy, part, rows.size(), kept);
        return copy;
    }

    /**
     * Filters by the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends Filter<R> {
        /** To be configured by Connect. */
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /**
     * Filters by the value of records.
     *
     * @param <R> type of the records
     */
    public static final class Value<R extends ConnectRecord<R>> extends Filter<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
