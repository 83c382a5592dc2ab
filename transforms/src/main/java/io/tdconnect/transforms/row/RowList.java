// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Makes the value of a record with several rows; not for use by several threads. */
public final class RowList {
    private @Nullable Schema lastRow;
    private @Nullable Schema lastList;

    /** The list of the rows; its schema is null if the rows have different schemas. */
    public Row of(List<Row> rows) {
        Schema common = rows.isEmpty() ? null : rows.get(0).schema();
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        for (Row row : rows) {
            common = common != null && common.equals(row.schema()) ? common : null;
            values.add(row.value());
        }
        if (common == null) {
            return new Row(null, values);
        }
        if (lastList == null || !common.equals(lastRow)) {
            lastRow = common;
            lastList = SchemaBuilder.array(common).build();
        }
        return new Row(lastList, values);
    }
}
