// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.taosdata.jdbc.AbstractConnection;
import com.taosdata.jdbc.enums.SchemalessProtocolType;
import com.taosdata.jdbc.enums.SchemalessTimestampType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real JDBC driver on the emulator, or on the server of TDENGINE_URL. */
class DriverIT {
    private static final DriverServer SERVER = new DriverServer();
    private static final Instant TIME = Instant.parse("2026-11-20T12:00:00.123456789Z");

    private Connection connection;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = SERVER.connect("");
        DriverServer.execute(
                connection, "drop database if exists driver_it", "create database driver_it buffer 16 precision 'ns'");
        DriverServer.execute(connection, "use driver_it");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownDatabase() {
        assertThatThrownBy(() ->
                        DriverManager.getConnection(SERVER.url().replaceFirst("password=[^&]*", "password=wrong")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("0x357");
        assertThatThrownBy(() -> SERVER.connect("no_such_database"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("0x388");
    }

    @Test
    void givesTheCodesOfErrors() throws SQLException {
        DriverServer.execute(connection, "create table t (ts timestamp, v varchar(4))");

        assertThat(codeOf("select * from missing")).isEqualTo(0x2603);
        assertThat(codeOf("selec 1")).isEqualTo(0x2600);
        assertThat(codeOf("insert into t values (now, '12345')")).isEqualTo(0x2653);
        assertThat(codeOf("insert into t (ts, w) values (now, '1')")).isEqualTo(0x2602);
        assertThat(codeOf("create table t (ts timestamp, v int)")).isEqualTo(0x603);
    }

    private int codeOf(String sql) {
        return catchThrowableOfType(SQLException.class, () -> DriverServer.execute(connection, sql))
                .getErrorCode();
    }

    @ParameterizedTest
    @CsvSource({"ms, 2026-11-20T12:00:00.123Z", "us, 2026-11-20T12:00:00.123456Z", "ns, 2026-11-20T12:00:00.123456789Z"
    })
    void keepsTheDigitsOfAPreparedTimestamp(String precision, Instant stored) throws SQLException {
        DriverServer.execute(
                connection,
                "drop database driver_it",
                "create database driver_it buffer 16 precision '" + precision + "'",
                "use driver_it",
                "create stable s (ts timestamp, at timestamp) tags (g int)");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into s (ts, tbname, at, g) values (?, ?, ?, ?)")) {
            insert.setTimestamp(1, Timestamp.from(TIME));
            insert.setString(2, "a");
            insert.setTimestamp(3, Timestamp.from(TIME));
            insert.setInt(4, 1);
            insert.addBatch();
            insert.executeBatch();
        }

        assertThat(DriverServer.query(connection, "select ts, at from s"))
                .containsExactly(List.of(Timestamp.from(stored), Timestamp.from(stored)));
    }

    @ParameterizedTest
    @CsvSource({
        "ms, 1763640000123, 2025-11-20T12:00:00.123Z",
        "us, 1763640000123456, 2025-11-20T12:00:00.123456Z",
        "ns, 1763640000123456789, 2025-11-20T12:00:00.123456789Z"
    })
    void keepsTheDigitsOfATimestampInText(String precision, long ticks, Instant stored) throws SQLException {
        DriverServer.execute(
                connection,
                "drop database driver_it",
                "create database driver_it buffer 16 precision '" + precision + "'",
                "use driver_it",
                "create table t (ts timestamp, v int)",
                "insert into t values (" + ticks + ", 1)");

        assertThat(DriverServer.query(connection, "select ts from t")).containsExactly(List.of(Timestamp.from(stored)));
    }

    @Test
    void writesSeveralSubtablesInOneBatchAndQueriesThemPrepared() throws SQLException {
        DriverServer.execute(connection, "create stable s (ts timestamp, i int) tags (g int)");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into s (ts, tbname, g, i) values (?, ?, ?, ?)")) {
            for (int row = 0; row < 1000; row++) {
                insert.setTimestamp(1, Timestamp.from(TIME.plusMillis(row)));
                insert.setString(2, "d" + row % 10);
                insert.setInt(3, row % 10);
                insert.setInt(4, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }

        assertThat(DriverServer.query(connection, "select count(*) from s")).containsExactly(List.of(1000L));
        assertThat(DriverServer.query(connection, "select count(*) from s where g = 7"))
                .containsExactly(List.of(100L));
        try (PreparedStatement select = connection.prepareStatement("select i from s where i > ? order by ts")) {
            select.setInt(1, 997);
            assertThat(DriverServer.rows(select.executeQuery())).containsExactly(List.of(998), List.of(999));
        }
    }

    @Test
    void writesSubtablesWithOddNamesThatAreBound() throws SQLException {
        DriverServer.execute(connection, "create stable s (ts timestamp, i int) tags (g int)");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into s (ts, tbname, g, i) values (?, ?, ?, ?)")) {
            for (int row = 0; row < 3; row++) {
                insert.setTimestamp(1, Timestamp.from(TIME.plusMillis(row)));
                insert.setString(2, "x-" + row);
                insert.setInt(3, 1);
                insert.setInt(4, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }

        assertThat(DriverServer.query(connection, "select count(*) from s")).containsExactly(List.of(3L));
        assertThat(DriverServer.query(connection, "select count(*) from `x-2`")).containsExactly(List.of(1L));
    }

    @Test
    void readsAResultOfSeveralBlocks() throws SQLException {
        StringBuilder sql = new StringBuilder("insert into t values ");
        for (int i = 0; i < 9000; i++) {
            sql.append("(")
                    .append(1763640000000000000L + i)
                    .append(",")
                    .append(i)
                    .append(")");
        }
        DriverServer.execute(connection, "create table t (ts timestamp, v int)", sql.toString());

        List<List<Object>> rows = DriverServer.query(connection, "select v from t order by ts");

        assertThat(rows).hasSize(9000);
        assertThat(rows.get(8999)).containsExactly(8999);
    }

    @Test
    void writesSchemalessLines() throws SQLException {
        try (Connection schemaless = SERVER.connect("driver_it")) {
            ((AbstractConnection) schemaless)
                    .writeRaw(
                            "st,t1=a c1=1i64,c2=2.5 1763640000000000000\nst,t1=b c1=2i64,c2=3.5 1763640000000000001",
                            SchemalessProtocolType.LINE,
                            SchemalessTimestampType.NANO_SECONDS);
        }

        assertThat(DriverServer.query(connection, "select c1, c2 from st order by c1"))
                .containsExactly(List.of(1L, 2.5), List.of(2L, 3.5));
    }

    @Test
    void keepsDataAcrossARestartThatDropsTheConnection() throws SQLException {
        assumeThat(SERVER.emulator()).as("only the emulator can be restarted").isNotNull();
        DriverServer.execute(connection, "create table t (ts timestamp, v int)", "insert into t values (now, 1)");
        int port = SERVER.emulator().port();

        SERVER.emulator().restart();

        assertThat(SERVER.emulator().port()).isEqualTo(port);
        assertThatThrownBy(() -> DriverServer.execute(connection, "insert into t values (now, 2)"))
                .isInstanceOf(SQLException.class);
        try (Connection again = SERVER.connect("driver_it")) {
            assertThat(DriverServer.query(again, "select v from t")).containsExactly(List.of(1));
        }
    }

    @Test
    void answersSqlOverPlainHttp() throws Exception {
        DriverServer.execute(
                connection,
                "create table t (ts timestamp, v nchar(4))",
                "insert into t values (1763640000123456789, '中')");
        URI url = URI.create(SERVER.url().substring("jdbc:TAOS-WS:".length()));
        String login = Base64.getEncoder().encodeToString("root:taosdata".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + url.getHost() + ":" + url.getPort() + "/rest/sql/driver_it"))
                .header("Authorization", "Basic " + login)
                .POST(HttpRequest.BodyPublishers.ofString("select * from t"))
                .build();

        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();

        assertThat(Recording.json(body))
                .isEqualTo(Recording.json("{\"code\":0,\"column_meta\":[[\"ts\",\"TIMESTAMP\",8],[\"v\",\"NCHAR\",4]],"
                        + "\"data\":[[\"2025-11-20T12:00:00.123456789Z\",\"中\"]],\"rows\":1}"));
    }
}
