// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.emulator.engine.sql.Literal;
import io.tdconnect.emulator.engine.sql.TimeSpan;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Geometry;
import io.tdconnect.emulator.engine.value.Numbers;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Converts values written in SQL to cells, by the rules of the server. */
public final class TextValues {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Release release;
    private final long ticksPerSecond;

    TextValues(Release release, long ticksPerSecond) {
        this.release = release;
        this.ticksPerSecond = ticksPerSecond;
    }

    /**
     * The cell for a value in this column or tag.
     *
     * @throws TdengineException 0x216 for text of another type, 0x2653 when it is too long
     */
    @Nullable
    public Object cell(Literal literal, Definition column) throws TdengineException {
        if (literal.kind() == Literal.Kind.PARAMETER) {
            throw invalid(literal, "? only used in stmt");
        }
        if (isNull(literal, column.type())) {
            return null;
        }
        Object cell = switch (column.type()) {
            case BOOL -> bool(literal);
            case TIMESTAMP -> time(literal);
            case FLOAT, DOUBLE -> fraction(literal, column.type(), release);
            case VARCHAR -> Cells.bytes(text(literal));
            case NCHAR -> text(literal);
            case VARBINARY, BLOB -> binary(literal, column);
            case DECIMAL, DECIMAL64 -> decimal(literal, column);
            case GEOMETRY -> geometry(literal);
            case JSON -> json(literal);
            default -> whole(literal, column.type());
        };
        if (cell != null && !Cells.fits(cell, column.type(), column.length())) {
            throw Failures.tooLong(column.name());
        }
        return cell;
    }

    private static boolean isNull(Literal literal, ColumnType type) {
        boolean quoted = literal.kind() == Literal.Kind.STRING && !type.variable();
        return literal.kind() == Literal.Kind.NULL || (quoted && literal.text().equalsIgnoreCase("null"));
    }

    private static TdengineException invalid(Literal literal, String reason) {
        return new TdengineException(0x216, "syntax error near '" + literal.nearText() + "' (" + reason + ")");
    }

    private static Object bool(Literal literal) throws TdengineException {
        String text = literal.text().toLowerCase(Locale.ROOT);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        if (literal.kind() == Literal.Kind.NUMBER || literal.kind() == Literal.Kind.STRING) {
            try {
                return Numbers.parse(text).signum() != 0;
            } catch (NumberFormatException e) {
                throw invalid(literal, "invalid bool data");
            }
        }
        throw invalid(literal, "invalid bool data");
    }

    private static Object whole(Literal literal, ColumnType type) throws TdengineException {
        String name = (type.unsigned() ? "unsigned " : "")
                + type.sqlName().replace(" UNSIGNED", "").toLowerCase(Locale.ROOT);
        if (literal.text().isEmpty()) {
            throw invalid(literal, "invalid numeric data");
        }
        if (literal.kind() != Literal.Kind.NUMBER && literal.kind() != Literal.Kind.STRING) {
            throw invalid(literal, "invalid " + name + " data");
        }
        try {
            return Numbers.whole(Numbers.parse(literal.text()), type);
        } catch (NumberFormatException e) {
            throw invalid(literal, "invalid " + name + " data");
        } catch (ArithmeticException e) {
            boolean wide = type.width() == Long.BYTES;
            boolean negative = type.unsigned() && literal.text().startsWith("-");
            throw invalid(literal, wide || negative ? "invalid " + name + " data" : name + " data overflow");
        }
    }

    private static Object fraction(Literal literal, ColumnType type, Release release) throws TdengineException {
        if (literal.text().isEmpty()) {
            throw invalid(literal, "invalid numeric data");
        }
        if (literal.kind() != Literal.Kind.NUMBER && literal.kind() != Literal.Kind.STRING) {
            throw invalid(literal, "illegal float data");
        }
        try {
            double value = Numbers.parseDouble(literal.text());
            if (Double.isInfinite(value) || (type == ColumnType.FLOAT && Float.isInfinite((float) value))) {
                throw invalid(literal, "illegal float data");
            }
            if (release.since(Release.V3_3_7) && !Numbers.normal(value, type)) {
                throw invalid(literal, "illegal float data");
            }
            if (type == ColumnType.FLOAT) {
                return (float) value;
            }
            return value;
        } catch (NumberFormatException e) {
            throw invalid(literal, type == ColumnType.FLOAT ? "illegal float data" : "illegal double data");
        }
    }

    /** Text that is not a number counts as 0, as in the server. */
    private static Object decimal(Literal literal, Definition column) throws TdengineException {
        if (literal.text().isEmpty()) {
            throw invalid(literal, "invalid numeric data");
        }
        BigDecimal value = Numbers.exact(literal.text()).setScale(column.scale(), RoundingMode.HALF_UP);
        if (value.precision() > column.length()) {
            throw new TdengineException(0x13d, "Decimal value overflow");
        }
        return value;
    }

    private Object time(Literal literal) throws TdengineException {
        Long time = switch (literal.kind()) {
            case NOW -> Times.now(ticksPerSecond);
            case TODAY -> Times.today(ticksPerSecond);
            case STRING -> Times.parse(literal.text(), ticksPerSecond);
            case NUMBER -> wholeTime(literal);
            default -> null;
        };
        if (time == null || !literal.offsets().stream().allMatch(TimeSpan::fixed)) {
            throw invalid(literal, "invalid timestamp");
        }
        return Times.plus(time, literal.offsets(), ticksPerSecond);
    }

    private static @Nullable Long wholeTime(Literal literal) {
        try {
            return Long.valueOf(literal.text());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(Literal literal) throws TdengineException {
        if (literal.kind() == Literal.Kind.NOW || literal.kind() == Literal.Kind.TODAY) {
            throw invalid(literal, "invalid data or symbol");
        }
        return literal.text();
    }

    private static Object binary(Literal literal, Definition column) throws TdengineException {
        TdengineException refused = new TdengineException(0x266a, "Invalid varbinary value: " + column.name());
        if (literal.kind() != Literal.Kind.STRING) {
            throw refused;
        }
        if (!literal.text().startsWith("\\x")) {
            return Cells.bytes(literal.text());
        }
        try {
            return HexFormat.of().parseHex(literal.text().substring(2));
        } catch (IllegalArgumentException e) {
            throw refused;
        }
    }

    private static Object geometry(Literal literal) throws TdengineException {
        byte[] wkb = literal.kind() == Literal.Kind.STRING ? Geometry.parse(literal.text()) : null;
        if (wkb == null) {
            throw invalid(literal, "Invalid function para value");
        }
        return wkb;
    }

    private static byte @Nullable [] json(Literal literal) throws TdengineException {
        if (literal.text().isEmpty()) {
            return null;
        }
        try {
            return Cells.bytes(JSON.readTree(literal.text()).toString());
        } catch (JsonProcessingException e) {
            throw invalid(literal, "json parse error");
        }
    }
}
