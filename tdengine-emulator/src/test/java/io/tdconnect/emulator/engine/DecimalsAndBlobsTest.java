// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import io.tdconnect.emulator.engine.write.Field;
import io.tdconnect.emulator.engine.write.Prepared;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsAndBlobsTest {
    private static final long START = 1_763_600_000_000L;

    private final Engine engine = new Engine(Release.V3_3_7);
    private Session session;

    @BeforeEach
    void createTables() throws TdengineException {
        session = engine.login("root", "taosdata", "");
        session.execute("create database t");
        session.execute("use t");
        session.execute("create stable d (ts timestamp, v decimal(10,2), w decimal(38,10)) tags (g int)");
        session.execute("create stable b (ts timestamp, v blob) tags (g int)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.23                                   | 1.23         | 1.2300000000
            '''-5'''                               | -5.00        | -5.0000000000
            12345678.995                           | 12345679.00  | 12345678.9950000000
            0.005                                  | 0.01         | 0.0050000000
            -0.01                                  | -0.01        | -0.0100000000
            NULL                                   | null         | null
            1e3                                    | 1000.00      | 1000.0000000000
            '''abc'''                              | 0.00         | 0.0000000000
            true                                   | 0.00         | 0.0000000000
            """)
    void eachDigitOfTextIsKept(String text, String narrow, String wide) {
        assertThat(Answers.of(
                        session, "insert into d1 using d tags (1) values (" + START + ", " + text + ", " + text + ")"))
                .startsWith("affected_rows");

        assertThat(Answers.of(session, "select v, w from d"))
                .isEqualTo("v:DECIMAL(10) w:DECIMAL(38) [[" + narrow + ", " + wide + "]]");
    }

    @ParameterizedTest
    @CsvSource({"v, 100000000", "w, 10000000000000000000000000000"})
    void moreDigitsThanTheColumnHasAreRefused(String column, String text) {
        assertThat(Answers.of(
                        session, "insert into d1 using d tags (1) (ts, " + column + ") values (now, " + text + ")"))
                .isEqualTo("!! 0x13d Decimal value overflow");
    }

    @Test
    void statementsBindTheDigitsAsAWholeNumber() throws TdengineException {
        Prepared insert = session.prepare("insert into d (ts, tbname, g, v, w) values (?,?,?,?,?)");
        // The server does not say their digits here.
        assertThat(insert.fields()).extracting(Field::precision).containsExactly(0, 0, 0, 0, 0);

        insert.insertRows(
                "d1",
                new Object[] {1},
                List.of(new Object[] {START, START + 1}, new Object[] {new BigDecimal("123"), null}, new Object[] {
                    null, new BigDecimal("-50000000000")
                }));

        assertThat(Answers.of(session, "select v, w from d order by ts"))
                .endsWith("[[1.23, null], [null, -5.0000000000]]");
    }

    @Test
    void comparesAndSortsThem() throws TdengineException {
        session.execute("insert into d1 using d tags (1) values (1763600000000, 9.5, 0) (1763600000001, 10, 1)");

        assertThat(Answers.of(session, "select v from d where v > 9.5")).endsWith("[[10.00]]");
        assertThat(Answers.of(session, "select min(v), max(v), count(v), last(w) from d"))
                .endsWith("[[9.50, 10.00, 2, 1.0000000000]]");
        assertThat(Answers.of(session, "select sum(v), avg(v), avg(w) from d"))
                .isEqualTo("sum(v):DECIMAL(38) avg(v):DECIMAL(38) avg(w):DECIMAL(38) [[19.50, 9.75, 0.5000000000]]");
        assertThat(Answers.of(session, "select abs(v) from d")).startsWith("!! 0x2802");
        assertThat(Answers.of(session, "select v from d order by v desc limit 1"))
                .endsWith("[[10.00]]");
    }

    @Test
    void bytesAreKept() {
        assertThat(Answers.of(
                        session,
                        "insert into b1 using b tags (1) values (1763600000000, '\\x00ff01')"
                                + " (1763600000001, 'text') (1763600000002, '') (1763600000003, NULL)"))
                .endsWith("[[4]]");

        assertThat(Answers.of(session, "select v from b order by ts"))
                .isEqualTo("v:BLOB(4194304) [[\"00ff01\"], [\"74657874\"], [\"\"], [null]]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create table x (ts timestamp, v decimal(39,2))        | 0x2602 Invalid column type DECIMAL(39,2) , invalid precision or scale
            create table x (ts timestamp, v decimal(4,5))         | 0x2602 Invalid column type DECIMAL(4,5) , invalid precision or scale
            create table x (ts timestamp, v blob, w blob)         | 0x6306 only one blob column allowed
            alter table b add column w blob                       | 0x6306 only one blob column allowed
            create stable x (ts timestamp, v int) tags (b blob)   | 0x6301 Blob type not support on tag
            create stable x (ts timestamp, v int) tags (d decimal(4,2)) | 0x2602 Decimal type is not allowed for tag
            alter table b add tag d blob                          | 0x6305 Unknown error
            """)
    void notEveryDefinitionMayHaveThem(String sql, String refusal) {
        assertThat(Answers.of(session, sql)).isEqualTo("!! " + refusal);
    }

    @Test
    void descriptionsNameTheDigits() {
        assertThat(Answers.of(session, "describe d"))
                .contains("[\"v\", \"DECIMAL(10, 2)\", 8,", "[\"w\", \"DECIMAL(38, 10)\", 16,");
        assertThat(Answers.of(session, "describe b")).contains("[\"v\", \"BLOB\", 5, \"\", \"disabled\", \"lz4\",");
        assertThat(Answers.of(session, "show create table d"))
                .contains("(`ts` TIMESTAMP, `v` DECIMAL(10,2), `w` DECIMAL(38,10)) TAGS (`g` INT)");
        assertThat(Answers.of(session, "select col_type from information_schema.ins_columns where table_name = 'd'"))
                .endsWith("[[\"TIMESTAMP\"], [\"DECIMAL(10,2)\"], [\"DECIMAL(38,10)\"]]");
    }

    @Test
    void release335DoesNotKnowThem() throws TdengineException {
        Session old = new Engine(Release.V3_3_5).login("root", "taosdata", "");
        old.execute("create database t");

        assertThat(Answers.of(old, "create table t.x (ts timestamp, v decimal(4,2))"))
                .startsWith("!! 0x2600");
        assertThat(Answers.of(old, "create table t.x (ts timestamp, v blob)")).startsWith("!! 0x2600");
    }

    @ParameterizedTest
    @CsvSource({"event_type", "period", "count", "near", "window_open"})
    void newWordsAreReserved(String word) throws TdengineException {
        assertThat(Answers.of(session, "create table x (ts timestamp, " + word + " int)"))
                .startsWith("!! 0x2600");
        assertThat(Answers.of(session, "create table x (ts timestamp, `" + word + "` int)"))
                .startsWith("affected_rows");
        assertThat(Answers.of(session, "select " + word + " from x")).startsWith("!! 0x2600");
        assertThat(Answers.of(session, "select `" + word + "`, count(*) from x partition by `" + word + "`"))
                .endsWith("[]");
        Session old = new Engine(Release.V3_3_5).login("root", "taosdata", "");
        old.execute("create database t");
        assertThat(Answers.of(old, "create table t.x (ts timestamp, " + word + " int)"))
                .startsWith("affected_rows");
    }
}
