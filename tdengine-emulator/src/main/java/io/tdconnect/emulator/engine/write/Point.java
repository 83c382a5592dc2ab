// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.store.DatabaseOptions;
import io.tdconnect.emulator.engine.store.Times;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Numbers;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * One point of schemaless data.
 *
 * @param nanos nanoseconds since 1970
 */
record Point(String measurement, Map<String, Value> tags, Map<String, Value> fields, BigInteger nanos) {
    static final int FORMAT = 0x3002;
    static final int NUMBER = 0x203;
    static final int TIME = 0x127;

    private static final int FIRST_LENGTH = 1;
    private static final int EXACT_FROM = 1024;

    /** A typed value; text is how it was written. */
    record Value(ColumnType type, Object cell, String text) {
        /**
         * The declared length of its column: the first power of two above its bytes, also for NCHAR; from 1024 on the
         * bytes.
         */
        int length() {
            if (!type.variable()) {
                return type.width();
            }
            int size = cell instanceof byte[] bytes ? bytes.length : Cells.bytes(cell.toString()).length;
            if (size >= EXACT_FROM) {
                return size;
            }
            int length = FIRST_LENGTH;
            while (length <= size) {
                length *= 2;
            }
            return length;
        }

        static Value nchar(String text) {
            return new Value(ColumnType.NCHAR, text, text);
        }

        static Value varchar(String text) {
            return new Value(ColumnType.VARCHAR, Cells.bytes(text), text);
        }

        static Value bool(boolean flag) {
            return new Value(ColumnType.BOOL, flag, Boolean.toString(flag));
        }

        /** Throws NumberFormatException or ArithmeticException if the text is not a number of this type. */
        static Value number(String text, ColumnType type) {
            Object cell = switch (type) {
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                default -> Numbers.whole(new BigDecimal(text), type);
            };
            return new Value(type, cell, text);
        }
    }

    long time(int precision) {
        return nanos.divide(BigInteger.valueOf(1_000_000_000L / DatabaseOptions.ticksPerSecond(precision)))
                .longValue();
    }

    static BigInteger nanos(long value, String unit) throws TdengineException {
        long factor = switch (unit) {
            case "ns", "n", "" -> 1L;
            case "us", "u" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> throw new TdengineException(0x0212, "Invalid timestamp precision type");
        };
        return BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor));
    }

    static BigInteger now() {
        return BigInteger.valueOf(Times.now(1_000_000_000L));
    }
}
