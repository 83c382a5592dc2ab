// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;

/** The results of converting values to each type; every converter in the suite must agree with this table. */
@SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
public final class ConversionTable {
    /** Rows are values, columns are types; a dash means refused, = means the value of the first column. */
    private static final String TABLE = """
            value        | BOOL  | TINYINT | TINYINT UNSIGNED | INT   | BIGINT | BIGINT UNSIGNED | FLOAT | DOUBLE | DECIMAL(10,2) | VARCHAR | VARBINARY
            true         | true  | 1  | 1   | 1   | 1    | 1    | 1.0   | 1.0   | 1.00   | true    | -
            false        | false | 0  | 0   | 0   | 0    | 0    | 0.0   | 0.0   | 0.00   | false   | -
            0            | false | 0  | 0   | 0   | 0    | 0    | 0.0   | 0.0   | 0.00   | 0       | -
            1            | true  | 1  | 1   | 1   | 1    | 1    | 1.0   | 1.0   | 1.00   | 1       | -
            byte 1       | true  | 1  | 1   | 1   | 1    | 1    | 1.0   | 1.0   | 1.00   | 1       | -
            2            | -     | 2  | 2   | 2   | 2    | 2    | 2.0   | 2.0   | 2.00   | 2       | -
            -1           | -     | -1 | -   | -1  | -1   | -    | -1.0  | -1.0  | -1.00  | -1      | -
            255          | -     | -  | 255 | 255 | 255  | 255  | 255.0 | 255.0 | 255.00 | 255     | -
            16777216     | -     | -  | -   | =   | =    | =    | 1.6777216E7 | 1.6777216E7 | 16777216.00 | = | -
            16777217     | -     | -  | -   | =   | =    | =    | -     | 1.6777217E7 | 16777217.00 | = | -
            2^53         | -     | -  | -   | -   | 9007199254740992 | 9007199254740992 | 9.0071993E15 | 9.007199254740992E15 | - | 9007199254740992 | -
            2^53+1       | -     | -  | -   | -   | 9007199254740993 | 9007199254740993 | - | - | - | 9007199254740993 | -
            2^63-1       | -     | -  | -   | -   | 9223372036854775807 | 9223372036854775807 | - | - | - | 9223372036854775807 | -
            -2^63        | -     | -  | -   | -   | -9223372036854775808 | - | -9.223372E18 | -9.223372036854776E18 | - | -9223372036854775808 | -
            2^64-1       | -     | -  | -   | -   | -    | 18446744073709551615 | - | - | - | 18446744073709551615 | -
            2^64         | -     | -  | -   | -   | -    | -    | 1.8446744E19 | 1.8446744073709552E19 | - | 18446744073709551616 | -
            1.0          | true  | 1  | 1   | 1   | 1    | 1    | 1.0   | 1.0   | 1.00   | 1.0     | -
            1.5          | -     | -  | -   | -   | -    | -    | 1.5   | 1.5   | 1.50   | 1.5     | -
            0.1          | -     | -  | -   | -   | -    | -    | 0.1   | 0.1   | 0.10   | 0.1     | -
            -0.0         | false | 0  | 0   | 0   | 0    | 0    | -0.0  | -0.0  | 0.00   | -0.0    | -
            float 0.1    | -     | -  | -   | -   | -    | -    | 0.1   | 0.10000000149011612 | 0.10 | 0.1 | -
            0.001        | -     | -  | -   | -   | -    | -    | 0.001 | 0.001 | -      | 0.001   | -
            5.0E-4       | -     | -  | -   | -   | -    | -    | 5.0E-4 | 5.0E-4 | -    | 0.0005  | -
            1.23456785E7 | -     | -  | -   | -   | -    | -    | 1.2345678E7 | 1.23456785E7 | 12345678.50 | 12345678.5 | -
            1.0E7        | -     | -  | -   | 10000000 | 10000000 | 10000000 | 1.0E7 | 1.0E7 | 10000000.00 | 10000000.0 | -
            1.0E20       | -     | -  | -   | -   | -    | -    | 1.0E20 | 1.0E20 | -    | 100000000000000000000.0 | -
            1.0E39       | -     | -  | -   | -   | -    | -    | -     | 1.0E39 | -     | 1000000000000000000000000000000000000000.0 | -
            NaN          | -     | -  | -   | -   | -    | -    | NaN   | NaN   | -      | NaN     | -
            Infinity     | -     | -  | -   | -   | -    | -    | Infinity | Infinity | - | Infinity | -
            dec 0        | false | 0  | 0   | 0   | 0    | 0    | 0.0   | 0.0   | 0.00   | 0       | -
            dec 1.00     | true  | 1  | 1   | 1   | 1    | 1    | 1.0   | 1.0   | 1.00   | 1.00    | -
            dec 1.50     | -     | -  | -   | -   | -    | -    | 1.5   | 1.5   | 1.50   | 1.50    | -
            dec 16777217 | -     | -  | -   | 16777217 | 16777217 | 16777217 | 1.6777216E7 | 1.6777217E7 | 16777217.00 | 16777217 | -
            dec 1E+3     | -     | -  | -   | 1000 | 1000 | 1000 | 1000.0 | 1000.0 | 1000.00 | 1000 | -
            dec 0E+999999999 | false | 0 | 0 | 0  | 0    | 0    | 0.0   | 0.0   | 0.00   | -       | -
            dec 1E+999999999 | - | -  | -   | -   | -    | -    | -     | -     | -      | -       | -
            dec 1E-999999999 | - | -  | -   | -   | -    | -    | -     | -     | -      | -       | -
            dec 123456789.01 | - | -  | -   | -   | -    | -    | 1.23456792E8 | 1.2345678901E8 | -  | 123456789.01 | -
            '1'          | true  | 1  | 1   | 1   | 1    | 1    | 1.0   | 1.0   | 1.00   | 1       | 31
            '0'          | false | 0  | 0   | 0   | 0    | 0    | 0.0   | 0.0   | 0.00   | 0       | 30
            'True'       | true  | -  | -   | -   | -    | -    | -     | -     | -      | True    | 54727565
            ' false '    | false | -  | -   | -   | -    | -    | -     | -     | -      | ' false ' | 2066616c736520
            't'          | -     | -  | -   | -   | -    | -    | -     | -     | -      | t       | 74
            '1.0'        | -     | 1  | 1   | 1   | 1    | 1    | 1.0   | 1.0   | 1.00   | 1.0     | 312e30
            ' 12 '       | -     | 12 | 12  | 12  | 12   | 12   | 12.0  | 12.0  | 12.00  | ' 12 '  | 20313220
            '12.5'       | -     | -  | -   | -   | -    | -    | 12.5  | 12.5  | 12.50  | 12.5    | 31322e35
            '1e3'        | -     | -  | -   | 1000 | 1000 | 1000 | 1000.0 | 1000.0 | 1000.00 | 1e3  | 316533
            '16777217'   | -     | -  | -   | 16777217 | 16777217 | 16777217 | 1.6777216E7 | 1.6777217E7 | 16777217.00 | 16777217 | 3136373737323137
            '1e39'       | -     | -  | -   | -   | -    | -    | -     | 1.0E39 | -     | 1e39    | 31653339
            '1e999'      | -     | -  | -   | -   | -    | -    | -     | -     | -      | 1e999   | 3165393939
            '1e999999999' | -    | -  | -   | -   | -    | -    | -     | -     | -      | 1e999999999 | 3165393939393939393939
            'NaN'        | -     | -  | -   | -   | -    | -    | -     | -     | -      | NaN     | 4e614e
            ''           | -     | -  | -   | -   | -    | -    | -     | -     | -      | ''      | ''
            'abc'        | -     | -  | -   | -   | -    | -    | -     | -     | -      | abc     | 616263
            '0x10'       | -     | -  | -   | -   | -    | -    | -     | -     | -      | 0x10    | 30783130
            '1d'         | -     | -  | -   | -   | -    | -    | -     | -     | -      | 1d      | 3164
            '\\x4142'    | -     | -  | -   | -   | -    | -    | -     | -     | -      | \\x4142 | 4142
            '\\x4'       | -     | -  | -   | -   | -    | -    | -     | -     | -      | \\x4    | -
            '1.00…0'     | -     | -  | -   | -   | -    | -    | -     | -     | -      | =       | =
            '99…9'       | -     | -  | -   | -   | -    | -    | -     | -     | -      | =       | =
            bytes ab     | -     | -  | -   | -   | -    | -    | -     | -     | -      | ab      | 6162
            bytes ff     | -     | -  | -   | -   | -    | -    | -     | -     | -      | -       | ff
            buffer ab    | -     | -  | -   | -   | -    | -    | -     | -     | -      | ab      | 6162
            list         | -     | -  | -   | -   | -    | -    | -     | -     | -      | -       | -
            date         | -     | -  | -   | -   | -    | -    | -     | -     | -      | 1970-01-01T00:00:00Z | -
            """;

    private static final String REFUSED = "refused";

    private ConversionTable() {}

    /**
     * The differences between a converter and the table.
     *
     * @param converter converts a value to a type such as {@code DECIMAL(10,2)}, or throws a DataException
     */
    public static List<String> differences(BiFunction<String, Object, Object> converter) {
        List<String> differences = new ArrayList<>();
        List<String> types = cells(TABLE.lines().findFirst().orElseThrow());
        for (List<String> row :
                TABLE.lines().skip(1).map(ConversionTable::cells).toList()) {
            Object value = value(row.get(0));
            for (int i = 1; i < types.size(); i++) {
                String expected = switch (row.get(i)) {
                    case "-" -> REFUSED;
                    case "=" -> shown(types.get(i), value);
                    default -> unquoted(row.get(i));
                };
                String answer = answer(converter, types.get(i), value);
                if (!answer.equals(expected)) {
                    differences.add(
                            row.get(0) + " as " + types.get(i) + ": expected " + expected + ", found " + answer);
                }
            }
        }
        return differences;
    }

    private static String answer(BiFunction<String, Object, Object> converter, String type, Object value) {
        try {
            return shown(type, converter.apply(type, value));
        } catch (DataException e) {
            return REFUSED;
        }
    }

    /** A value as in the table, independent of the class that a converter uses. */
    private static String shown(String type, Object value) {
        if (type.equals("FLOAT")) {
            return Float.toString(((Number) value).floatValue());
        }
        if (type.equals("VARBINARY")) {
            byte[] bytes = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof byte[] text) {
            String shown = new String(text, StandardCharsets.UTF_8);
            // A converter that gives a DECIMAL as text may leave trailing zeros to the server.
            return type.startsWith("DECIMAL")
                    ? new BigDecimal(shown).setScale(2).toPlainString()
                    : shown;
        }
        return value.toString();
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("\\|")).map(String::trim).toList();
    }

    private static String unquoted(String cell) {
        return cell.startsWith("'") ? cell.substring(1, cell.length() - 1) : cell;
    }

    private static Object value(String name) {
        Object special = SPECIAL.get(name);
        if (special != null) {
            return special;
        }
        if (name.startsWith("'")) {
            return unquoted(name);
        }
        if (name.startsWith("dec ")) {
            return new BigDecimal(name.substring(4));
        }
        return name.contains(".") || name.equals("NaN") || name.equals("Infinity")
                ? (Object) Double.valueOf(name)
                : Long.valueOf(name);
    }

    private static final Map<String, Object> SPECIAL = Map.ofEntries(
            Map.entry("true", true),
            Map.entry("false", false),
            Map.entry("byte 1", (byte) 1),
            Map.entry("float 0.1", 0.1f),
            Map.entry("2^53", 1L << 53),
            Map.entry("2^53+1", (1L << 53) + 1),
            Map.entry("2^63-1", Long.MAX_VALUE),
            Map.entry("-2^63", Long.MIN_VALUE),
            Map.entry("2^64-1", BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)),
            Map.entry("2^64", BigInteger.ONE.shiftLeft(64)),
            Map.entry("'1.00…0'", "1." + "0".repeat(500)),
            Map.entry("'99…9'", "9".repeat(500)),
            Map.entry("bytes ab", new byte[] {'a', 'b'}),
            Map.entry("bytes ff", new byte[] {-1}),
            Map.entry("buffer ab", ByteBuffer.wrap(new byte[] {'a', 'b'})),
            Map.entry("list", List.of(1)),
            Map.entry("date", new Date(0)));
}
