// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowChecks;
import io.tdconnect.transforms.row.RowList;
import io.tdconnect.transforms.table.TableColumns;
import io.tdconnect.transforms.table.TableRouting;
import io.tdconnect.transforms.table.TableRowMapper;
import io.tdconnect.transforms.taosx.TaosxField;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * Assigns rows to tables: sets the routing headers, and gives the fields the order, names and types of the table.
 *
 * <p>The table is in the routing headers {@code td.*}. Each row of a list is mapped; if the rows belong to different
 * tables, the headers have a line for each row. An empty list drops the record; null passes unchanged.
 *
 * @param <R> type of the records
 */
public abstract class MapToTable<R extends ConnectRecord<R>> extends RecordTransform<R> {
    static final String DATABASE = "database";
    static final String STABLE = "stable";
    static final String TABLE = "table";
    static final String MISSING_TIMESTAMP = "missing.timestamp";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Table")
            .optional(DATABASE, Type.STRING, null, "Database of the rows; unset to use the sink's option.")
            .validator(Validators.nonEmpty())
            .optional(
                    STABLE,
                    Type.STRING,
                    null,
                    "Supertable of the rows: a template such as `meters` or `{type}`; unset to use the sink's option.")
            .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
            .importance(Importance.HIGH)
            .optional(
                    TABLE,
                    Type.STRING,
                    null,
                    "Subtable of a row: a template such as `d{id}` or, for rows without the field, `d{id:unknown}`."
                            + " Variables are fields of the row as it arrives, `topic`, `partition`, `offset`, `key` and"
                            + " `header:NAME`; a row without a value for one that has no default is refused. Unset to"
                            + " use the sink's option.")
            .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
            .importance(Importance.HIGH)
            .add(TableColumns::addTo)
            .group("Time")
            .choice(
                    MISSING_TIMESTAMP,
                    MissingTimestamp.FAIL,
                    "What happens to a row without a value in `timestamp.field`: `fail` refuses it, `record-time` takes the"
                            + " timestamp of its Kafka record, so that a record that is read again makes the same row. All rows"
                            + " of one record get the same time.")
            .build();

    private final RecordPart part;

    MapToTable(RecordPart part) {
        super(CONFIG_DEF);
        this.part = part;
    }

    @Override
    final Change<R> recordChange(AbstractConfig config) {
        TableColumns columns = TableColumns.from(config);
        MissingField missing = EnumOption.parse(MissingField.class, config.getString(TableColumns.MISSING_FIELD));
        TableRouting routing = new TableRouting()
                .with(RoutingHeaders.DATABASE, config.getString(DATABASE))
                .with(RoutingHeaders.STABLE, template(config.getString(STABLE)), STABLE)
                .with(RoutingHeaders.TABLE, template(config.getString(TABLE)), TABLE)
                .withTags(columns.tagNames())
                .with(RoutingHeaders.TIMESTAMP, columns.timestamp());
        boolean recordTime = EnumOption.parse(MissingTimestamp.class, config.getString(MISSING_TIMESTAMP))
                == MissingTimestamp.RECORD_TIME;
        TableMapping mapping = new TableMapping(
                routing, new TableRowMapper(columns, missing, OnMismatch.from(config)), new RowList(), recordTime);
        return original -> mapped(mapping, original);
    }

    private @Nullable R mapped(TableMapping table, R original) {
        Object row = part.value(original);
        if (row == null) {
            return original;
        }
        if (row instanceof List<?> list) {
            return list.isEmpty() ? null : several(table, original, list);
        }
        R mapped = part.replace(original, table.rows.map(RowChecks.requireRow(row), table.missingTime(original)));
        table.routing.writeTo(mapped.headers(), RecordVariables.of(original, row));
        return mapped;
    }

    private R several(TableMapping table, R original, List<?> list) {
        List<Row> rows = new ArrayList<>(list.size());
        List<Routing> routings = new ArrayList<>(list.size());
        for (Object row : list) {
            rows.add(table.rows.map(RowChecks.requireRow(row), table.missingTime(original)));
            routings.add(table.routing.of(RecordVariables.of(original, row)));
        }
        R mapped = part.replace(original, table.lists.of(rows));
        Routing.writeRows(mapped.headers(), routings);
        return mapped;
    }

    private static @Nullable Template template(@Nullable String text) {
        return text == null ? null : Template.parse(text);
    }

    /** The objects made from the options. */
    private record TableMapping(TableRouting routing, TableRowMapper rows, RowList lists, boolean recordTime) {
        @Nullable
        Timestamp missingTime(ConnectRecord<?> original) {
            return recordTime ? TaosxField.recordTime(original) : null;
        }
    }

    /** What happens to a row without its primary timestamp. */
    enum MissingTimestamp {
        /** It is refused. */
        FAIL,
        /** It gets the time of its record. */
        RECORD_TIME
    }

    /**
     * Maps the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends MapToTable<R> {
        /** To be configured by Connect. */
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /**
     * Maps the value of records.
     *
     * @param <R> type of the records
     */
    public static final class Value<R extends ConnectRecord<R>> extends MapToTable<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
