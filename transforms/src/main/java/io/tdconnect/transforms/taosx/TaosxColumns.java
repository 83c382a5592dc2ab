// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.time.Timestamp;
import io.tdconnect.transforms.field.TextFormat;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.table.TableColumns;
import io.tdconnect.transforms.table.TableRowMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The columns of a model, of which a row may name one (pivot); not for use by several threads. */
final class TaosxColumns {
    /** The most names of columns, since others choose them; as of the transform Pivot by default. */
    private static final int MAX_NAMES = 1_000;

    /** The most characters of the name of a column in TDengine. */
    private static final int MAX_LENGTH = 64;

    private final @Nullable TextFormat name;
    private final Function<String, TableColumns> columns;
    private final Map<String, TableRowMapper> mappers = new HashMap<>();

    /**
     * The columns.
     *
     * @param name of the column that a row names; null for none
     * @param columns makes the columns of a row from that name
     */
    TaosxColumns(@Nullable TextFormat name, Function<String, TableColumns> columns) {
        this.name = name;
        this.columns = columns;
        if (name == null) {
            mappers.put("", TableRowMapper.withNullColumns(columns.apply("")));
        }
    }

    /**
     * The row of a table.
     *
     * @param time replaces a missing primary timestamp; null to refuse such rows
     */
    Row map(Object row, @Nullable Timestamp time) {
        String column = name == null ? "" : name.render(row);
        TableRowMapper mapper = mappers.get(column);
        return (mapper == null ? added(column) : mapper).map(row, time);
    }

    private TableRowMapper added(String column) {
        if (column.isEmpty() || column.length() > MAX_LENGTH) {
            throw new DataException("Expected the name of a column of 1 to " + MAX_LENGTH
                    + " characters in the message, found text of " + column.length());
        }
        if (mappers.size() >= MAX_NAMES) {
            throw new DataException("Expected at most " + MAX_NAMES
                    + " different names of columns in messages, found one more; drop rows by a filter in mutate");
        }
        TableRowMapper mapper;
        try {
            mapper = TableRowMapper.withNullColumns(columns.apply(column));
        } catch (ConfigException | IllegalArgumentException e) {
            throw new DataException("Expected the name of a column that no other column and no tag has in the message,"
                    + " found one of them");
        }
        mappers.put(column, mapper);
        return mapper;
    }
}
