// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TimeOptions;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.FaultPolicies;
import io.tdconnect.tdengine.sink.fault.FaultPolicy;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.fault.ValueTooLongException;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Assigns the fields of a shape to the columns of its supertable, and contains the insert statement. */
public final class TableLayout {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Columns, the primary timestamp first, then tags. */
    public final List<Column> bound;
    /** How many of {@link #bound} are columns. */
    public final int columns;

    public final String sql;
    /** Fields without a column or tag. */
    private final int[] unknown;

    public final RowShape shape;
    /** The definition for which it was made. */
    public final TableMetadata table;
    /** All tags of the supertable, bound or not. */
    final List<Column> allTags;

    /** Whether one of {@link #bound} has values of variable length. */
    final boolean hasTexts;

    /** Whether one of {@link #bound} is a DECIMAL. */
    public final boolean hasDecimals;

    /** Whether the server has accepted rows of this layout since it last refused one for an unknown reason. */
    public boolean accepted;

    private final int[] fields;
    /** For each of {@link #bound}, the mark of values that need no conversion; null if all are converted. */
    private final @Nullable Object[] kept;

    private final CellConverter converter;
    private final FaultPolicies faults;
    private final String key;
    private final int keyCell;

    public TableLayout(RowShape shape, TableMetadata table, TimeOptions times, FaultPolicies faults) {
        this.shape = shape;
        this.table = table;
        this.converter = new CellConverter(table.precision(), times.unit(), times.rounding());
        this.faults = faults;
        this.allTags = table.tags();
        List<Integer> order = new ArrayList<>();
        List<Column> targets = new ArrayList<>();
        order.add(shape.timestamp);
        targets.add(table.columns().get(0));
        add(table.columns().subList(1, table.columns().size()), order, targets);
        this.columns = targets.size();
        if (shape.kind == RowKind.SUBTABLE) {
            add(table.tags(), order, targets);
            if (targets.size() == columns) {
                // TDengine 3.3.7 creates no subtable by a statement without tags, so one tag is bound to null.
                targets.add(tagForNull(table.tags()));
            }
        }
        Column keyColumn = table.compositeKey();
        this.key = keyColumn == null || shape.kind == RowKind.DELETION ? "" : keyColumn.name();
        this.keyCell = keyColumn == null ? -1 : targets.indexOf(keyColumn);
        this.bound = List.copyOf(targets);
        this.hasTexts = bound.stream().anyMatch(column -> column.type().isVariable());
        this.hasDecimals = bound.stream().anyMatch(TableLayout::isDecimal);
        this.fields = order.stream().mapToInt(Integer::intValue).toArray();
        this.kept = bound.stream().map(column -> kept(column.type())).toArray();
        this.unknown = IntStream.range(0, shape.fields())
                .filter(field -> !order.contains(field))
                .toArray();
        this.sql = shape.kind == RowKind.DELETION ? "DELETE FROM " + shape.fullName() : insert(table);
    }

    private static Column tagForNull(List<Column> tags) {
        return tags.stream()
                .filter(tag -> tag.type() != ColumnType.JSON)
                .findFirst()
                .orElseGet(() -> tags.get(0));
    }

    private void add(List<Column> candidates, List<Integer> order, List<Column> targets) {
        for (Column column : candidates) {
            int field = shape.names.indexOf(column.name());
            if (field >= 0 && field != shape.timestamp && !WantedColumns.isReserved(column.name())) {
                order.add(field);
                targets.add(column);
            }
        }
    }

    private static @Nullable Object kept(ColumnType type) {
        return switch (type) {
            case BIGINT -> Row.LONG;
            case DOUBLE -> Row.DOUBLE;
            default -> null;
        };
    }

    // The driver uses the precision of the first parameter for all times, so the primary timestamp comes first.
    private String insert(TableMetadata table) {
        List<String> names = bound.stream()
                .map(column -> Identifiers.column(column.name()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (shape.kind == RowKind.SUBTABLE) {
            names.add(columns, "tbname");
        }
        String marks = names.stream().map(name -> "?").collect(Collectors.joining(","));
        return "INSERT INTO " + Identifiers.table(table.database(), table.table()) + " (" + String.join(",", names)
                + ") VALUES (" + marks + ")";
    }

    /**
     * The cells of a row, in the order of {@link #bound}.
     *
     * @param cut whether values that are too long are cut
     * @throws ValueTooLongException if one is too long and may not be cut
     * @throws RowException if it cannot be bound for another reason
     */
    public BoundRow bind(Row row, boolean cut) {
        BoundRow result = new BoundRow(row, this);
        for (int i = 0; i < fields.length; i++) {
            if (row.holds(fields[i], kept[i])) {
                result.setBits(i, row.bits(fields[i]));
                continue;
            }
            Object value = row.value(fields[i]);
            Object cell = value == null ? null : cell(row, i, value, cut);
            if (cell != null) {
                result.set(i, cell);
            }
        }
        check(row, result);
        return result;
    }

    private void check(Row row, BoundRow bound) {
        checkKeys(row, bound);
        checkFieldsWithoutColumn(row);
        checkTags(row);
    }

    private void checkKeys(Row row, BoundRow result) {
        if (result.isNull(0)) {
            throw problem(Fault.BAD_TIMESTAMP, row, shape.timestamp, "the primary timestamp is null", null);
        }
        if (!key.isEmpty() && (keyCell < 0 || result.isNull(keyCell))) {
            throw new RowException(
                            Fault.OTHER,
                            "Table " + shape.fullName() + " has the composite primary key " + key
                                    + ": expected a value for it, found none")
                    .at(shape.database, row.table)
                    .field(key);
        }
    }

    /** All problems of a row that {@link #bind} refuses. */
    List<DataException> problems(Row row) {
        List<DataException> problems = new ArrayList<>();
        boolean cut = faults.of(Fault.VALUE_TOO_LONG) == FaultPolicy.TRUNCATE;
        BoundRow given = new BoundRow(row, this);
        for (int i = 0; i < fields.length; i++) {
            Object value = row.value(fields[i]);
            if (value != null) {
                int index = i;
                given.setBits(i, 0);
                collect(problems, () -> cell(row, index, value, cut));
            }
        }
        collect(problems, () -> checkKeys(row, given));
        collect(problems, () -> checkFieldsWithoutColumn(row));
        collect(problems, () -> checkTags(row));
        return problems;
    }

    private static void collect(List<DataException> problems, Runnable check) {
        try {
            check.run();
        } catch (DataException e) {
            problems.add(e);
        }
    }

    /** Index of the composite key; -1 if the timestamp alone identifies a row. */
    int keyCell() {
        return keyCell;
    }

    /** A time in the precision of the database. */
    public long time(long milliseconds) {
        return milliseconds * (converter.precision().perSecond() / 1000);
    }

    /** The cell for a value that was read from the server; times are Instants. */
    Object cell(Column column, Object value) {
        if (value instanceof Instant time) {
            long perSecond = converter.precision().perSecond();
            return time.getEpochSecond() * perSecond + time.getNano() / (NANOS_PER_SECOND / perSecond);
        }
        return converter.cell(column, value, null);
    }

    private @Nullable Object cell(Row row, int index, Object value, boolean cut) {
        int field = fields[index];
        try {
            if (hasDecimals && isDecimal(bound.get(index))) {
                requireNoBlob();
            }
            return converter.cell(bound.get(index), value, shape.schema(field));
        } catch (ValueTooLongException e) {
            if (cut && e.canBeCut()) {
                return e.cut();
            }
            throw e;
        } catch (DataException e) {
            Fault fault = index == 0 ? Fault.BAD_TIMESTAMP : Fault.TYPE_MISMATCH;
            if (faults.of(fault) == FaultPolicy.NULL) {
                return null;
            }
            throw problem(fault, row, field, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isDecimal(Column column) {
        return column.type() == ColumnType.DECIMAL || column.type() == ColumnType.DECIMAL64;
    }

    /** TDengine 3.3.7 stores wrong digits if the table also has a BLOB, without a failure (measured with SQL text). */
    private void requireNoBlob() {
        for (Column column : table.columns()) {
            if (column.type() == ColumnType.BLOB) {
                throw new DataException("expected a table without the BLOB column " + column.name()
                        + ", beside which TDengine stores other digits; keep the BLOB in a table of its own");
            }
        }
    }

    private void checkFieldsWithoutColumn(Row row) {
        if (unknown.length > 0 && faults.of(Fault.MISSING_COLUMN) != FaultPolicy.DROP_FIELD) {
            for (int field : unknown) {
                if (row.value(field) != null) {
                    String option = shape.isTag(field) ? TableOptions.EVOLVE_TAGS : TableOptions.EVOLVE_COLUMNS;
                    String message =
                            "table " + shape.fullName() + " has no column or tag of this name, and none may or can be"
                                    + " added; add it, or set " + option + "=true";
                    throw problem(Fault.MISSING_COLUMN, row, field, message, null);
                }
            }
        }
    }

    private void checkTags(Row row) {
        if (faults.of(Fault.MISSING_TAG) != FaultPolicy.NULL) {
            for (String tag : shape.tags()) {
                int field = shape.names.indexOf(tag);
                if (field < 0 || row.value(field) == null) {
                    throw new RowException(Fault.MISSING_TAG, "Expected a value for the tag " + tag + ", found none")
                            .at(shape.database, row.table)
                            .field(tag);
                }
            }
        }
    }

    private RowException problem(Fault fault, Row row, int field, String message, @Nullable Exception cause) {
        String name = shape.names.get(field);
        String text = "Field " + name + ": " + message;
        RowException problem = cause == null ? new RowException(fault, text) : new RowException(fault, text, cause);
        return problem.at(shape.database, row.table).field(name);
    }

    /** Whether one of the rows has a value without a column in this layout. */
    boolean misses(List<Row> rows) {
        for (int field : unknown) {
            for (Row row : rows) {
                if (row.value(field) != null) {
                    return true;
                }
            }
        }
        return false;
    }
}
