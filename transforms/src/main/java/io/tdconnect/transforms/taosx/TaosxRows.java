// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.common.template.Variables;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowList;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** Executes the stages of a parser document; not for use by several threads. */
public final class TaosxRows {
    private final TaosxInput input;
    private final List<TaosxStep> steps;
    private final List<TaosxModel> models;
    private final boolean recordTime;
    private final RowList lists = new RowList();

    /**
     * The stages of a document.
     *
     * @param recordTime whether the time of the record replaces a missing primary timestamp
     */
    TaosxRows(TaosxInput input, List<TaosxStep> steps, List<TaosxModel> models, boolean recordTime) {
        this.input = input;
        this.steps = List.copyOf(steps);
        this.models = List.copyOf(models);
        this.recordTime = recordTime;
    }

    /** The record with the rows of its tables; null if no row remains. */
    public <R extends ConnectRecord<R>> @Nullable R map(R original, RecordPart part) {
        List<?> parsed = input.readRows(original, part);
        if (parsed.size() == 1 && models.size() == 1) {
            Object row = stepped(parsed.get(0));
            return row == null ? null : single(original, part, row, models.get(0));
        }
        List<Row> rows = new ArrayList<>();
        List<Routing> routings = new ArrayList<>();
        for (Object one : parsed) {
            Object row = stepped(one);
            if (row == null) {
                continue;
            }
            for (TaosxModel model : models) {
                rows.add(model.rows().map(row, missingTime(original)));
                routings.add(model.routing().of(variables(original, row, model)));
            }
        }
        if (rows.isEmpty()) {
            return null;
        }
        R mapped = part.replace(original, rows.size() == 1 ? rows.get(0) : lists.of(rows));
        Routing.writeRows(mapped.headers(), routings);
        return mapped;
    }

    private <R extends ConnectRecord<R>> R single(R original, RecordPart part, Object row, TaosxModel model) {
        R mapped = part.replace(original, model.rows().map(row, missingTime(original)));
        model.routing().writeTo(mapped.headers(), variables(original, row, model));
        return mapped;
    }

    private @Nullable Object stepped(Object parsed) {
        Object row = parsed;
        for (int i = 0; i < steps.size() && row != null; i++) {
            row = steps.get(i).apply(row);
        }
        return row;
    }

    private @Nullable Timestamp missingTime(ConnectRecord<?> original) {
        return recordTime ? TaosxField.recordTime(original) : null;
    }

    private static Variables variables(ConnectRecord<?> original, Object row, TaosxModel model) {
        return model.variables(RecordVariables.of(original, row), row);
    }
}
