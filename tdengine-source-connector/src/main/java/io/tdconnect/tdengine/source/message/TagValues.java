// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts values of tags from the driver and from metadata events to fields of records. */
final class TagValues {
    /** Events contain numbers as doubles, which are exact for whole numbers up to this. */
    private static final long LARGEST_EXACT = 1L << 53;

    private TagValues() {}

    /** The value in a column of the current row. */
    static @Nullable Object readTag(ResultSet rows, int index, Column tag, Precision precision) throws SQLException {
        Object value = rows.getObject(index);
        if (value == null) {
            return null;
        }
        return switch (tag.type()) {
            case BOOL -> value;
            case TIMESTAMP ->
                Timestamp.of(rows.getTimestamp(index).toInstant(), precision).value();
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case BIGINT_UNSIGNED -> new BigDecimal(value.toString());
            case TINYINT, SMALLINT, INT, BIGINT, TINYINT_UNSIGNED, SMALLINT_UNSIGNED, INT_UNSIGNED ->
                whole(tag.type(), ((Number) value).longValue());
            case DECIMAL, DECIMAL64 -> new BigDecimal(value.toString());
            case VARCHAR, NCHAR, JSON ->
                value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
            case VARBINARY, GEOMETRY, BLOB -> rows.getBytes(index);
        };
    }

    /** The value in an event; empty if it may not be exact. Null is never exact. */
    static Optional<Object> exact(ColumnType type, @Nullable Object sent) {
        return Optional.ofNullable(
                switch (type) {
                    case BOOL -> sent instanceof Boolean ? sent : null;
                    case TINYINT,
                            SMALLINT,
                            INT,
                            BIGINT,
                            TINYINT_UNSIGNED,
                            SMALLINT_UNSIGNED,
                            INT_UNSIGNED,
                            BIGINT_UNSIGNED ->
                        sent instanceof Long number && Math.abs(number) < LARGEST_EXACT ? whole(type, number) : null;
                    case VARCHAR, NCHAR -> sent instanceof String ? sent : null;
                    default -> null;
                });
    }

    /** The value in an event, as close as its type allows. */
    static @Nullable Object approximate(ColumnType type, @Nullable Object sent) {
        if (sent == null) {
            return null;
        }
        Optional<Object> exact = exact(type, sent);
        if (exact.isPresent()) {
            return exact.get();
        }
        if (sent instanceof Number number) {
            return switch (type) {
                case FLOAT -> number.floatValue();
                case DOUBLE -> number.doubleValue();
                case TIMESTAMP, BIGINT -> number.longValue();
                case BIGINT_UNSIGNED ->
                    number instanceof BigInteger large ? new BigDecimal(large) : new BigDecimal(number.toString());
                default -> null;
            };
        }
        return type == ColumnType.JSON ? sent.toString() : null;
    }

    private static Object whole(ColumnType type, long number) {
        return switch (type) {
            case TINYINT -> (byte) number;
            case SMALLINT, TINYINT_UNSIGNED -> (short) number;
            case INT, SMALLINT_UNSIGNED -> (int) number;
            case BIGINT_UNSIGNED -> BigDecimal.valueOf(number);
            default -> number;
        };
    }
}
