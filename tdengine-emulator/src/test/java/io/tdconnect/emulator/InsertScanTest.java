// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsertScanTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            INSERT INTO t VALUES (1, 2)                                              | 1
            INSERT INTO `d`.`t` (`a`) VALUES (1) (2), (3) `d`.`u` (`a`,`b`) VALUES (1,2) | 4
            insert into t using s (g) tags (1) (a) values (1) u using s tags (')') values (2) (3) | 3
            INSERT INTO t VALUES ('it\\'s ) ( VALUES \\\\') ("x'") | 2
            """)
    void countsRows(String sql, int rows) {
        assertThat(InsertScan.isInsert(sql)).isTrue();
        assertThat(InsertScan.rows(sql)).isEqualTo(rows);
    }
}
