// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.verify.digest.Measure;
import io.tdconnect.verify.digest.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides how the columns of a table of the target are compared with those of the source. */
final class ColumnPlan {
    private final List<SourcePart> parts;
    private final TableMetadata target;
    private final List<String> names = new ArrayList<>();
    private final List<ValueKind> kinds = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * A plan for the columns.
     *
     * @param copied columns of the target that the copy writes
     */
    ColumnPlan(List<SourcePart> parts, TableMetadata target, List<String> copied) {
        this.parts = parts;
        this.target = target;
        for (Column column : target.columns().subList(1, target.columns().size())) {
            add(column, copied);
        }
        for (SourcePart part : parts) {
            part.columns().keySet().stream()
                    .filter(name -> !copied.contains(name))
                    .forEach(name -> notes.add("column " + name + " of " + part.name() + ": left out by the copy"));
        }
    }

    private void add(Column column, List<String> copied) {
        ValueKind kind = null;
        boolean any = false;
        for (SourcePart part : parts) {
            ColumnType type = part.columns().get(column.name());
            if (type != null && copied.contains(column.name())) {
                any = true;
                kind = kind(type, column.type());
                if (kind == null) {
                    notes.add("column " + column.name() + ": not compared, since " + type.sql()
                            + " of the source became " + column.sqlType());
                    return;
                }
            }
        }
        if (!any || kind == null) {
            notes.add("column " + column.name() + ": not compared, since the source does not have it");
            return;
        }
        names.add(column.name());
        kinds.add(kind);
    }

    /** The columns that the target lacks. */
    static List<String> missing(SourcePart part, TableMetadata target, List<String> copied) {
        return part.columns().keySet().stream()
                .filter(name -> copied.contains(name) && target.find(name) == null)
                .toList();
    }

    List<String> notes() {
        return notes.stream().distinct().toList();
    }

    /** The columns, without aggregates if rows are to be compared. */
    GroupColumns columns(Depth depth, boolean weighsTimes, boolean sumsTexts) {
        List<Measure> measures = new ArrayList<>();
        boolean[] hashed = new boolean[names.size()];
        boolean covered = weighsTimes && depth != Depth.ROWS;
        if (covered) {
            measures.add(new Measure(TIME, Measure.Function.SUM, true));
            measures.add(new Measure(TIME, Measure.Function.WEIGHTED, true));
        }
        for (int i = 0; i < hashed.length; i++) {
            boolean aggregated = aggregated(names.get(i), kinds.get(i), covered && sumsTexts);
            hashed[i] = !aggregated;
            if (depth != Depth.ROWS && (covered || depth == Depth.QUICK)) {
                addMeasures(measures, i, aggregated, covered);
            }
        }
        Column key = target.compositeKey();
        return new GroupColumns(names, kinds, measures, hashed, covered, key == null ? -1 : names.indexOf(key.name()));
    }

    private static final int TIME = -1;

    private void addMeasures(List<Measure> measures, int column, boolean aggregated, boolean covered) {
        if (parts.stream()
                .anyMatch(part -> !part.columns().containsKey(names.get(column)) || ambiguous(part, column))) {
            return;
        }
        measures.add(new Measure(column, Measure.Function.COUNT, true));
        if (!aggregated) {
            return;
        }
        boolean real = kinds.get(column).real();
        measures.add(new Measure(column, Measure.Function.SUM, !real));
        if (real || !covered) {
            measures.add(new Measure(column, Measure.Function.MIN, true));
            measures.add(new Measure(column, Measure.Function.MAX, true));
        }
        if (covered) {
            measures.add(new Measure(column, Measure.Function.WEIGHTED, !real));
        }
        if (covered && real) {
            measures.add(new Measure(column, Measure.Function.DIGITS, true));
        }
    }

    /** Whether a field has several types, so that a query has no single name for it. */
    private boolean ambiguous(SourcePart part, int column) {
        var measurement = part.measurement();
        return measurement != null && measurement.column(field(part, names.get(column))) == null;
    }

    private static int field(SourcePart part, String name) {
        return List.copyOf(part.columns().keySet()).indexOf(name);
    }

    /** Whether sums of the column are equal on both sides if its values are. */
    private boolean aggregated(String name, ValueKind kind, boolean sumsTexts) {
        ColumnType type = Objects.requireNonNull(target.find(name)).type();
        return (kind.summed() || (sumsTexts && kind == ValueKind.TEXT))
                && type != ColumnType.BIGINT_UNSIGNED
                && parts.stream().allMatch(part -> {
                    ColumnType other = part.columns().get(name);
                    boolean sameTime = type != ColumnType.TIMESTAMP || part.precision() == target.precision();
                    boolean ofInflux = part.measurement() != null && type == ColumnType.BOOL;
                    return other == type && sameTime && !ofInflux;
                });
    }

    /** How values of one type are compared with those of another that they became; null if that is not exact. */
    static @Nullable ValueKind kind(ColumnType source, ColumnType target) {
        boolean number = number(source);
        return switch (target) {
            case BOOL, TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED ->
                number ? ValueKind.LONG : null;
            case BIGINT_UNSIGNED -> number ? ValueKind.UNSIGNED : null;
            case TIMESTAMP -> source == ColumnType.TIMESTAMP ? ValueKind.LONG : null;
            case FLOAT -> number ? ValueKind.FLOAT : null;
            case DOUBLE -> number ? ValueKind.DOUBLE : null;
            case DECIMAL, DECIMAL64 -> number || decimal(source) ? ValueKind.DECIMAL : null;
            case VARCHAR, NCHAR, JSON ->
                source == ColumnType.VARCHAR || source == ColumnType.NCHAR ? ValueKind.TEXT : null;
            case VARBINARY, BLOB, GEOMETRY -> bytes(source) ? ValueKind.BYTES : null;
        };
    }

    private static boolean decimal(ColumnType type) {
        return type == ColumnType.DECIMAL || type == ColumnType.DECIMAL64;
    }

    private static boolean bytes(ColumnType type) {
        return type == ColumnType.VARBINARY || type == ColumnType.BLOB || type == ColumnType.GEOMETRY;
    }

    private static boolean number(ColumnType type) {
        return type.width() > 0 && type != ColumnType.TIMESTAMP;
    }
}
