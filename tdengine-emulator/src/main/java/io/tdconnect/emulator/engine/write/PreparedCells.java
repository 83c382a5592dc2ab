// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import io.tdconnect.emulator.engine.value.WellKnownBinary;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks values that were bound to a prepared statement. */
final class PreparedCells {
    private PreparedCells() {}

    /** Refuses too few columns, values of another type and values that are too long. */
    static void check(Release release, List<Definition> definitions, List<@Nullable Object[]> columns)
            throws TdengineException {
        if (columns.size() != definitions.size()) {
            throw new TdengineException(0x263f, "Illegal number of columns");
        }
        for (int c = 0; c < definitions.size(); c++) {
            Definition definition = definitions.get(c);
            Class<?> type = cellClass(definition.type());
            for (Object cell : columns.get(c)) {
                if (cell == null) {
                    requireNoKey(release, definition);
                    continue;
                }
                if (!type.isInstance(cell)) {
                    throw new TdengineException(0x200, "column type mis-match with buffer type");
                }
                if (definition.type().variable() && !Cells.fits(cell, definition.type(), definition.length())) {
                    throw definition.type() == ColumnType.NCHAR
                            ? Failures.tooLong(definition.name())
                            : new TdengineException(0x2653, "Value too long for column/tag");
                }
                if (definition.type() == ColumnType.GEOMETRY && release.since(Release.V3_3_7)) {
                    requireShape((byte[]) cell);
                }
            }
        }
    }

    /** The cells with decimals scaled as their columns; decimals are bound as whole numbers. */
    static List<@Nullable Object[]> scaled(List<Definition> definitions, List<@Nullable Object[]> columns) {
        if (definitions.stream().noneMatch(definition -> definition.type().decimal())) {
            return columns;
        }
        List<@Nullable Object[]> scaled = new ArrayList<>(columns);
        for (int c = 0; c < definitions.size(); c++) {
            Definition definition = definitions.get(c);
            if (definition.type().decimal()) {
                scaled.set(c, scaled(columns.get(c), definition.scale()));
            }
        }
        return scaled;
    }

    private static @Nullable Object[] scaled(@Nullable Object[] cells, int scale) {
        @Nullable Object[] scaled = new Object[cells.length];
        for (int row = 0; row < cells.length; row++) {
            scaled[row] = cells[row] instanceof BigDecimal whole ? new BigDecimal(whole.unscaledValue(), scale) : null;
        }
        return scaled;
    }

    private static void requireShape(byte[] cell) throws TdengineException {
        if (!WellKnownBinary.valid(cell)) {
            throw new TdengineException(0x2803, "Invalid function para value");
        }
    }

    private static void requireNoKey(Release release, Definition definition) throws TdengineException {
        if (definition.id() == 0 && !release.since(Release.V3_3_7)) {
            throw new TdengineException(0x118, "Invalid parameters");
        }
        if (definition.primaryKey() || definition.id() == 0) {
            throw new TdengineException(0x267b, "Primary key column should not be null");
        }
    }

    static @Nullable Object tag(@Nullable Object cell, Definition tag) throws TdengineException {
        if (cell == null) {
            return null;
        }
        if (!cellClass(tag.type()).isInstance(cell)) {
            throw new TdengineException(0x200, "bind type of tag " + tag.name() + " does not match");
        }
        if (!Cells.fits(cell, tag.type(), tag.length())) {
            throw new TdengineException(0x200, "tag length is too big");
        }
        return cell;
    }

    private static Class<?> cellClass(ColumnType type) {
        return switch (type) {
            case BOOL -> Boolean.class;
            case TINYINT -> Byte.class;
            case SMALLINT, UTINYINT -> Short.class;
            case INT, USMALLINT -> Integer.class;
            case BIGINT, TIMESTAMP, UINT -> Long.class;
            case UBIGINT -> BigInteger.class;
            case FLOAT -> Float.class;
            case DOUBLE -> Double.class;
            case DECIMAL, DECIMAL64 -> BigDecimal.class;
            case NCHAR -> String.class;
            default -> byte[].class;
        };
    }
}
