// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdengineErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "0x2602, COLUMN_MISSING",
        "0x2603, TABLE_MISSING",
        "0x388, DATABASE_MISSING",
        "0x2653, VALUE_TOO_LONG",
        "0x216, TYPE_MISMATCH",
        "0x60b, TIMESTAMP",
        "0x200, BAD_RECORD",
        "0x603, ALREADY_EXISTS",
        "0x360, ALREADY_EXISTS",
        "0x36b, ALREADY_EXISTS",
        "0x381, ALREADY_EXISTS",
        "0x264b, OUT_OF_DATE",
        "0x36f, OUT_OF_DATE",
        "0x61b, OUT_OF_DATE",
        "0x602, OUT_OF_DATE",
        "0x503, OUT_OF_DATE",
        "0x2617, NAME",
        "0x2600, UNKNOWN",
        "0x7777, UNKNOWN",
        "0x263d, VALUE_TOO_LONG",
        "0x263e, VALUE_TOO_LONG",
        "0x2642, VALUE_TOO_LONG",
        "0x2640, TOO_MANY_COLUMNS",
        "0x2643, TOO_MANY_COLUMNS",
        "0x263c, BAD_RECORD",
        "0x61d, BAD_RECORD",
        "0x2803, TYPE_MISMATCH",
        "0x3d9, RETRIABLE",
        "0x351, AUTHENTICATION",
        "0x357, AUTHENTICATION",
        "0x208, AUTHENTICATION",
        "0x0b, RETRIABLE",
        "0x20, RETRIABLE",
        "0x102, RETRIABLE",
        "0x396, RETRIABLE",
        "0x3d3, RETRIABLE",
        "0x529, RETRIABLE",
        "0x90c, RETRIABLE",
        "0x3ef, RETRIABLE",
        "0x4001, RETRIABLE",
        "0x3e1, FATAL",
        "0x4007, FATAL",
        "0x2301, RETRIABLE",
        "0x2318, RETRIABLE",
        "0x231d, RETRIABLE",
        "0x231e, RETRIABLE",
        "0x2321, FATAL",
        "0x2303, BAD_RECORD",
        "0x800, FATAL",
        "0x0, FATAL"
    })
    void tellsTheClassByTheCode(String code, ErrorClass expected) {
        SQLException failure = new SQLException("some words", null, Integer.decode(code));

        assertThat(TdengineErrors.classify(failure)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, (0x357):auth failure:Authentication failure, AUTHENTICATION",
        "0, (0x388):auth failure:Database not exist, DATABASE_MISSING",
        "0, (0x2603):Table does not exist, TABLE_MISSING",
        "65535, (0x200):tag length is too big, BAD_RECORD",
        "0, (0x60b):success, TIMESTAMP",
        "0, (0x61d):success, BAD_RECORD",
        "-1, (0x80000b):Unable to establish connection, RETRIABLE",
        "0, websocket is closed, FATAL"
    })
    void readsTheCodeInTheMessageWhenTheDriverHasNone(int code, String message, ErrorClass expected) {
        assertThat(TdengineErrors.classify(new SQLException(message, null, code)))
                .isEqualTo(expected);
    }

    @Test
    void prefersTheCodeToTheMessage() {
        assertThat(TdengineErrors.code(new SQLException("see 0x1 of 0x2", null, 0x2653)))
                .isEqualTo(0x2653);
        assertThat(TdengineErrors.code(new SQLException(null, null, 0))).isZero();
        assertThat(TdengineErrors.code(new SQLException("x", null, 0x80000388))).isEqualTo(0x388);
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_DATE, true",
        "TABLE_MISSING, true",
        "ALREADY_EXISTS, true",
        "RETRIABLE, false",
        "TYPE_MISMATCH, false",
        "UNKNOWN, false"
    })
    void readingDefinitionsAgainHelpsWhereTheyHaveChanged(ErrorClass error, boolean helps) {
        assertThat(error.outOfDate()).isEqualTo(helps);
    }

    @Test
    void onlyFaultsOfRecordsAreBadRecords() {
        assertThat(ErrorClass.VALUE_TOO_LONG.badRecord()).isTrue();
        assertThat(ErrorClass.RETRIABLE.badRecord()).isFalse();
        assertThat(ErrorClass.TABLE_MISSING.badRecord()).isFalse();
    }
}
