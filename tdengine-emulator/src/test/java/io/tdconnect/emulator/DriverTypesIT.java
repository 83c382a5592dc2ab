// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every type there and back through the real JDBC driver. */
class DriverTypesIT {
    private static final DriverServer SERVER = new DriverServer();
    private static final Instant TIME = Instant.parse("2025-11-20T12:00:00.123456Z");
    private static final byte[] POINT = HexFormat.of().parseHex("0101000000000000000000f03f0000000000000040");
    private static final int COLUMNS = 15;

    private Connection connection;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void createTable() throws SQLException {
        connection = SERVER.connect("");
        DriverServer.execute(
                connection,
                "drop database if exists driver_types_it",
                "create database driver_types_it precision 'us' buffer 16",
                "use driver_types_it",
                "create stable s (ts timestamp, b bool, ti tinyint, si smallint, i int, bi bigint, uti tinyint unsigned,"
                        + " usi smallint unsigned, ui int unsigned, ubi bigint unsigned, f float, d double, vc varchar(16),"
                        + " nc nchar(16), vb varbinary(16), g geometry(100)) tags (gid int, loc varchar(16))");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void everyTypeComesBackFromText() throws SQLException {
        DriverServer.execute(
                connection,
                "insert into a using s tags (1, 'L') values ('2025-11-20T12:00:00.123456Z', true, -1, -2, -3, -4, 255, 65535,"
                        + " 4294967295, 18446744073709551615, 1.5, 2.5, 'v', '中文', '\\x0102', 'POINT(1 2)')"
                        + " ('2025-11-20T12:00:00.123457Z', null, null, null, null, null, null, null, null, null, null, null,"
                        + " null, null, null, null)");

        assertBothRows();
    }

    @Test
    void everyTypeComesBackFromAPreparedStatement() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into s (ts, tbname, gid, loc, b, ti, si, i, bi, uti, usi, ui, ubi, f, d, vc, nc, vb, g)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            setHead(insert, TIME);
            setValues(insert);
            insert.addBatch();
            setHead(insert, TIME.plusNanos(1000));
            setNulls(insert);
            insert.addBatch();
            insert.executeBatch();
        }

        assertBothRows();
    }

    private static void setHead(PreparedStatement insert, Instant time) throws SQLException {
        insert.setTimestamp(1, Timestamp.from(time));
        insert.setString(2, "a");
        insert.setInt(3, 1);
        insert.setString(4, "L");
    }

    private static void setValues(PreparedStatement insert) throws SQLException {
        insert.setBoolean(5, true);
        insert.setByte(6, (byte) -1);
        insert.setShort(7, (short) -2);
        insert.setInt(8, -3);
        insert.setLong(9, -4);
        insert.setShort(10, (short) 255);
        insert.setInt(11, 65535);
        insert.setLong(12, 4294967295L);
        insert.setObject(13, new BigInteger("18446744073709551615"));
        insert.setFloat(14, 1.5f);
        insert.setDouble(15, 2.5);
        insert.setString(16, "v");
        insert.setNString(17, "中文");
        insert.setBytes(18, new byte[] {1, 2});
        insert.setBytes(19, POINT);
    }

    private static void setNulls(PreparedStatement insert) throws SQLException {
        int[] types = {
            Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.TINYINT, Types.SMALLINT,
            Types.INTEGER, Types.BIGINT, Types.FLOAT, Types.DOUBLE, Types.VARCHAR, Types.NCHAR, Types.VARBINARY,
            Types.BINARY
        };
        for (int i = 0; i < types.length; i++) {
            insert.setNull(5 + i, types[i]);
        }
    }

    private void assertBothRows() throws SQLException {
        List<List<Object>> rows = DriverServer.query(
                connection, "select ts, b, ti, si, i, bi, uti, usi, ui, ubi, f, d, vc, nc, vb, g from s order by ts");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .containsExactly(
                        Timestamp.from(TIME),
                        true,
                        (byte) -1,
                        (short) -2,
                        -3,
                        -4L,
                        (short) 255,
                        65535,
                        4294967295L,
                        new BigInteger("18446744073709551615"),
                        1.5f,
                        2.5,
                        bytes("v"),
                        "中文",
                        new byte[] {1, 2},
                        POINT);
        assertThat(rows.get(1).get(0)).isEqualTo(Timestamp.from(TIME.plusNanos(1000)));
        assertThat(rows.get(1).subList(1, 1 + COLUMNS)).containsOnlyNulls();
        assertThat(DriverServer.query(connection, "select tbname, gid, loc from s limit 1"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsExactly(bytes("a"), 1, bytes("L")));
    }

    @Test
    void decimalsAndBlobsComeBackFromText() throws SQLException {
        DriverServer.execute(
                connection,
                "create stable d (ts timestamp, v decimal(10,2), w decimal(38,10)) tags (g int)",
                "create stable b (ts timestamp, v blob) tags (g int)",
                "insert into d1 using d tags (1) values (1763640000000000, 1.23, -5) (1763640000000001, NULL, NULL)",
                "insert into b1 using b tags (1) values (1763640000000000, '\\x00ff01')");

        assertThat(DriverServer.query(connection, "select v, w from d order by ts"))
                .containsExactly(
                        List.of(new BigDecimal("1.23"), new BigDecimal("-5.0000000000")), Arrays.asList(null, null));
        List<List<Object>> blobs = DriverServer.query(connection, "select v from b order by ts");
        assertThat(((Blob) blobs.get(0).get(0)).getBytes(1, 10)).containsExactly(0, 0xff, 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
