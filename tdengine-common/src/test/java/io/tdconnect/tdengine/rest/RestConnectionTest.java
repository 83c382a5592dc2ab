// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdconnect.tdengine.Encryption;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.testing.version2.Version2Data;
import io.tdconnect.testing.version2.Version2Server;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RestConnectionTest {
    private static Version2Server server;

    @BeforeAll
    static void start() {
        server = Version2Server.startRecorded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ms", "us", "ns"})
    void everyTypeIsReadWithAllItsDigits(String precision) throws SQLException, InterruptedException {
        long first = Version2Data.time(precision, 0);
        try (RestConnection connection = connect()) {
            assertThat(connection.version()).startsWith("2.6.");
            assertThat(rows(connection, "SELECT * FROM `version2_" + precision + "`.`m1` ORDER BY _c0"))
                    .hasSize(Version2Data.ROWS)
                    .startsWith(List.of(
                            first,
                            false,
                            (byte) -1,
                            (short) -2,
                            -3,
                            -4L,
                            (short) 5,
                            6,
                            7L,
                            new BigDecimal(8),
                            -0.1f,
                            1e-300,
                            "q\"u\\o\nte",
                            "温度",
                            Version2Data.time(precision, 1)));
            assertThat(rows(connection, "SELECT * FROM `version2_" + precision + "`.`m1` ORDER BY _c0")
                            .get(1))
                    .startsWith(Version2Data.time(precision, 1))
                    .filteredOn(Objects::nonNull)
                    .hasSize(1);
        }
    }

    @Test
    void theLimitsOfTheTypesAreRead() throws SQLException, InterruptedException {
        try (RestConnection connection = connect()) {
            List<List<@Nullable Object>> rows = rows(connection, "SELECT * FROM `version2_ns`.`M2` ORDER BY _c0");

            assertThat(rows.get(0))
                    .endsWith(
                            (byte) -127,
                            (short) -32767,
                            -2147483647,
                            -9223372036854775807L,
                            (short) 0,
                            0,
                            0L,
                            BigDecimal.ZERO,
                            -3.4e38f,
                            -1.797e308,
                            "",
                            "",
                            -1L);
            assertThat(rows.get(1))
                    .endsWith(
                            (byte) 127,
                            (short) 32767,
                            2147483647,
                            9223372036854775807L,
                            (short) 254,
                            65534,
                            4294967294L,
                            new BigDecimal("18446744073709551614"),
                            3.4e38f,
                            1.797e308,
                            "12345678901234567890",
                            "1234567890",
                            4102444800000L);
        }
    }

    @Test
    void jsonTagsAreTextAndColumnsHaveTheirLength() throws SQLException, InterruptedException {
        try (RestConnection connection = connect()) {
            assertThat(rows(connection, "SELECT tbname, `info` FROM `version2_ms`.`j`"))
                    .contains(
                            List.of("j1", "{\"k\":\"杭\",\"n\":1.5,\"whole\":12345678901,\"none\":null,\"yes\":true}"));
            List<String> lengths = new ArrayList<>();
            connection.query(
                    "SELECT * FROM `version2_ms`.`m1` ORDER BY _c0",
                    block -> block.columns()
                            .forEach(column -> lengths.add(
                                    column.name() + ' ' + column.info().length())));
            assertThat(lengths).contains("ts 8", "i2 2", "s 20", "n 10");
        }
    }

    @Test
    void theGatewaysClockIsReported() throws SQLException, InterruptedException {
        try (RestConnection connection = connect()) {
            assertThat(connection.clock()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT * FROM `version2_ms`.`gone` ORDER BY _c0, TABLE_MISSING, 0x362",
        "SHOW `no_database`.TABLES, DATABASE_MISSING, 0x380"
    })
    void missingObjectsHaveTheCodesOfVersion3(String sql, ErrorClass expected, String told)
            throws SQLException, InterruptedException {
        try (RestConnection connection = connect()) {
            SQLException failure = failure(connection, sql);

            assertThat(TdengineErrors.classify(failure)).isEqualTo(expected);
            assertThat((Throwable) failure).hasMessageContaining(told);
        }
    }

    @Test
    void aWrongPasswordIsReported() {
        SQLException failure = catchThrowableOfType(
                SQLException.class, () -> RestConnection.connect(gateway("secret-word", server.endpoint())));

        assertThat(TdengineErrors.classify(failure)).isEqualTo(ErrorClass.AUTHENTICATION);
        assertThat(failure.toString()).doesNotContain("secret-word");
    }

    @Test
    void anEndpointThatDoesNotAnswerIsPassedOver() throws SQLException, InterruptedException {
        Gateway gateway = gateway(Version2Server.PASSWORD, "127.0.0.1:1", server.endpoint());

        try (RestConnection connection = RestConnection.connect(gateway)) {
            assertThat(connection.version()).startsWith("2.6.");
        }
    }

    @Test
    void anAnswerThatIsCutOffCanBeAskedForAgain() throws SQLException, InterruptedException {
        try (Version2Server own = Version2Server.startRecorded();
                RestConnection connection = RestConnection.connect(gateway(Version2Server.PASSWORD, own.endpoint()))) {
            own.recorded().cut(1);
            String sql = "SELECT * FROM `version2_ms`.`m1` ORDER BY _c0";

            assertThat(TdengineErrors.classify(failure(connection, sql))).isEqualTo(ErrorClass.RETRIABLE);
            assertThat(rows(connection, sql)).hasSize(Version2Data.ROWS);
        }
    }

    private static RestConnection connect() throws SQLException, InterruptedException {
        return RestConnection.connect(gateway(Version2Server.PASSWORD, server.endpoint()));
    }

    static Gateway gateway(String password, String... endpoints) {
        return gateway(password, Duration.ofSeconds(30), endpoints);
    }

    static Gateway gateway(String password, Duration connectTimeout, String... endpoints) {
        return new Gateway(
                List.of(endpoints),
                Encryption.NONE,
                new Gateway.Login(Version2Server.USER, new Password(password)),
                connectTimeout,
                Duration.ofSeconds(30));
    }

    private static List<List<@Nullable Object>> rows(RestConnection connection, String sql)
            throws SQLException, InterruptedException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        connection.query(sql, block -> {
            for (int row = 0; row < block.rows(); row++) {
                List<@Nullable Object> cells = new ArrayList<>();
                for (var column : block.columns()) {
                    cells.add(column.value(row));
                }
                rows.add(cells);
            }
        });
        return rows;
    }

    static SQLException failure(RestConnection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> connection.query(sql, block -> {}));
    }
}
