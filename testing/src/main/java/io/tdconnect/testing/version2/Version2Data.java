// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.version2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows that tests of version 2 read: every type, NULLs, limits of the types, tags, times before 1970 and far apart.
 */
public final class Version2Data {
    /** The precisions, each with its own database. */
    public static final List<String> PRECISIONS = List.of("ms", "us", "ns");

    /** Rows of the subtable {@code m1}, each {@link #STEP_MILLIS} after the one before. */
    public static final int ROWS = 40;

    /** Time of the first row, in milliseconds. */
    public static final long FIRST_MILLIS = 1_700_000_000_123L;

    /** Between two rows. */
    public static final long STEP_MILLIS = 7 * 3_600_000L;

    private static final Map<String, Long> PER_MILLISECOND = Map.of("ms", 1L, "us", 1_000L, "ns", 1_000_000L);

    private Version2Data() {}

    /** The name of the database of a precision. */
    public static String database(String precision) {
        return "version2_" + precision;
    }

    /**
     * The time of a row of {@code m1}, from 0, in units of the precision; full digits, one unit off the millisecond.
     */
    public static long time(String precision, int row) {
        long units = PER_MILLISECOND.getOrDefault(precision, 1L);
        return (FIRST_MILLIS + row * STEP_MILLIS) * units + (units == 1 ? 0 : 1);
    }

    /** The statements that make the database. */
    static List<String> statements(String precision) {
        String db = database(precision) + ".";
        List<String> sql = new ArrayList<>(List.of(
                "CREATE DATABASE " + database(precision) + " PRECISION '" + precision + "' KEEP 36500 UPDATE 1",
                "CREATE STABLE " + db + "m (ts TIMESTAMP, b BOOL, i1 TINYINT, i2 SMALLINT, i4 INT, i8 BIGINT,"
                        + " u1 TINYINT UNSIGNED, u2 SMALLINT UNSIGNED, u4 INT UNSIGNED, u8 BIGINT UNSIGNED, f FLOAT, d DOUBLE,"
                        + " s BINARY(20), n NCHAR(10), t TIMESTAMP) TAGS (g INT, loc NCHAR(20), note BINARY(8),"
                        + " since TIMESTAMP, big BIGINT UNSIGNED, ratio FLOAT, ok BOOL)",
                "CREATE TABLE " + db + "m1 USING " + db + "m TAGS (1, '杭州', 'a\"b', " + time(precision, 0)
                        + ", 18446744073709551614, 0.1, true)",
                "CREATE TABLE " + db + "`M2` USING " + db + "m TAGS (NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                "CREATE TABLE " + db + "m3 USING " + db + "m TAGS (3, '', '', 0, 0, -1.5, false)",
                "CREATE STABLE " + db + "j (ts TIMESTAMP, v INT) TAGS (info JSON)",
                "CREATE TABLE " + db + "j1 USING " + db
                        + "j TAGS ('{\"k\":\"杭\",\"n\":1.5,\"whole\":12345678901,\"none\":null,\"yes\":true}')",
                "CREATE TABLE " + db + "j2 USING " + db + "j TAGS (NULL)",
                "CREATE TABLE " + db + "log (ts TIMESTAMP, v DOUBLE)",
                "INSERT INTO " + db + "j1 VALUES (" + time(precision, 0) + ", 1)",
                "INSERT INTO " + db + "j2 VALUES (" + time(precision, 0) + ", 2)",
                "INSERT INTO " + db + "log VALUES (-" + time(precision, 0) / 2 + ", 1.797e308) (-1, -0.1) (0, NULL)"));
        sql.add("INSERT INTO " + db + "`M2` VALUES (" + time(precision, 0) + ", " + least() + ") (" + time(precision, 9)
                + ", " + most() + ")");
        StringBuilder rows = new StringBuilder("INSERT INTO " + db + "m1 VALUES");
        for (int row = 0; row < ROWS; row++) {
            rows.append(" (").append(time(precision, row)).append(", ").append(values(precision, row));
            rows.append(')');
        }
        sql.add(rows.toString());
        return sql;
    }

    /** The statements whose answers are recorded. */
    static List<String> questions(String precision) {
        String db = '`' + database(precision) + "`.";
        List<String> sql = new ArrayList<>(List.of("SHOW " + db + "STABLES", "SHOW " + db + "TABLES"));
        for (String table : List.of("m", "m1", "M2", "j", "log")) {
            sql.add("DESCRIBE " + db + '`' + table + '`');
        }
        sql.add("SELECT tbname, `g`, `loc`, `note`, `since`, `big`, `ratio`, `ok` FROM " + db + "`m`");
        sql.add("SELECT tbname, `info` FROM " + db + "`j`");
        for (String stable : List.of("m", "j")) {
            sql.add("SELECT tbname, * FROM " + db + '`' + stable + "` ORDER BY _c0");
        }
        for (String table : List.of("m1", "M2", "m3", "j1", "j2", "log")) {
            sql.add("SELECT * FROM " + db + '`' + table + "` ORDER BY _c0");
        }
        return sql;
    }

    private static String values(String precision, int row) {
        return switch (row) {
            case 0 -> "false, -1, -2, -3, -4, 5, 6, 7, 8, -0.1, 1e-300, 'q\"u\\\\o\\nte', '温度', " + time(precision, 1);
            case 1 -> "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL";
            default ->
                "true, " + row + ", " + row + ", " + row + ", " + row + ", " + row + ", " + row + ", " + row + ", "
                        + row + ", " + row / 8.0 + ", " + row / 3.0 + ", 's" + row + "', 'n" + row + "', " + row;
        };
    }

    private static String least() {
        return "false, -127, -32767, -2147483647, -9223372036854775807, 0, 0, 0, 0, -3.4e38, -1.797e308, '', '', -1";
    }

    private static String most() {
        return "true, 127, 32767, 2147483647, 9223372036854775807, 254, 65534, 4294967294, 18446744073709551614, 3.4e38,"
                + " 1.797e308, '12345678901234567890', '1234567890', 4102444800000";
    }
}
