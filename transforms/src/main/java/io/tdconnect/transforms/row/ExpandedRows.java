// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.errors.DataException;

/** The rows made of one record; their cells are limited, so that no record fills the memory. */
public final class ExpandedRows {
    public static final String MAX_CELLS = "max.cells";

    private static final int DEFAULT_CELLS = 1_000_000;

    private final List<Row> rows = new ArrayList<>();
    private final int most;
    private long cells;

    /**
     * Starts without rows.
     *
     * @param most how many cells (fields of rows) are allowed
     */
    public ExpandedRows(int most) {
        this.most = most;
    }

    /** Adds the option for the limit. */
    public static void addTo(Options options) {
        options.group("Limits")
                .optional(
                        MAX_CELLS,
                        Type.INT,
                        DEFAULT_CELLS,
                        "The most cells, which are rows times fields, that may be made of one record. A record that would"
                                + " make more is refused, since each row has a copy of the fields around it and a small"
                                + " message could fill the memory of the worker.")
                .validator(Validators.between(1, Integer.MAX_VALUE))
                .importance(Importance.LOW);
    }

    /**
     * Adds a row.
     *
     * @throws DataException if there are too many cells
     */
    public void addRow(RowBuilder row) {
        cells += row.size();
        if (cells > most) {
            throw new DataException("Expected a record that makes at most " + most + " cells (rows times fields), found"
                    + " one that makes more; drop fields or split the message before, or raise the option "
                    + MAX_CELLS);
        }
        rows.add(row.row());
    }

    public int size() {
        return rows.size();
    }

    public List<Row> rows() {
        return rows;
    }
}
