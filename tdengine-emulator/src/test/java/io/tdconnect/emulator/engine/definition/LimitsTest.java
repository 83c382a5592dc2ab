// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.emulator.engine.Answers;
import io.tdconnect.emulator.engine.Engine;
import io.tdconnect.emulator.engine.Session;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import io.tdconnect.emulator.engine.write.Prepared;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions and values that a server refuses for their size or shape. */
class LimitsTest {
    private static final long START = 1_763_600_000_000L;
    private static final String DONE = "affected_rows:INT(4) [[0]]";

    private final Session session = session(Release.V3_3_7);

    private static Session session(Release release) {
        try {
            Session session = new Engine(release).login("root", "taosdata", "");
            session.execute("create database t");
            session.execute("use t");
            return session;
        } catch (TdengineException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void createTables() throws TdengineException {
        session.execute(
                "create stable s (ts timestamp, f float, d double, a varchar(16), b varchar(32767)) tags (g int)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create stable w (ts timestamp, a varchar(65517)) tags (g int)                   | ok
            create stable w (ts timestamp, a varchar(65517), b bool) tags (g int)           | ok
            create stable w (ts timestamp, a varchar(65517), b int) tags (g int)            | ok
            create stable w (ts timestamp, a varchar(65517), b bigint) tags (g int)         | 0x263e
            create stable w (ts timestamp, a nchar(16379), b double) tags (g int)           | 0x263e
            create table w (ts timestamp, a varchar(32768), b varchar(32768)) | 0x263e
            create stable w (ts timestamp, v int) tags (a varchar(16382))                   | ok
            create stable w (ts timestamp, v int) tags (a varchar(16383))                   | 0x2642
            create stable w (ts timestamp, v int) tags (a nchar(4095))                      | ok
            create stable w (ts timestamp, v int) tags (a nchar(4096))                      | 0x2642
            create stable w (ts timestamp, v int) tags (a varchar(16000), b varchar(1000))  | 0x263d
            alter stable s modify column a varchar(32738)                                   | ok
            alter stable s modify column a varchar(32741)                                   | 0x263e
            alter stable s add column c varchar(32720)                                      | ok
            alter stable s add column c varchar(32724)                                      | 0x263e
            alter stable s add tag h varchar(16378)                                         | ok
            alter stable s add tag h varchar(16382)                                         | 0x263d
            create stable w (ts timestamp, a blob, b varchar(65516)) tags (g int)           | ok
            create stable w (ts timestamp, a blob, b varchar(65517)) tags (g int)           | 0x263e
            """)
    void rowsAndTagsHaveALargestLength(String sql, String answer) {
        String expected = answer.equals("ok") ? DONE : "!! " + answer;
        assertThat(Answers.of(session, sql)).startsWith(expected);
    }

    @Test
    void thereAre4096ColumnsAndTagsAtMost() {
        assertThat(Answers.of(session, "create stable w (ts timestamp, " + columns(4094) + ") tags (g int)"))
                .isEqualTo(DONE);
        assertThat(Answers.of(session, "alter stable w add column more int")).isEqualTo("!! 0x365 Too many columns");
        assertThat(Answers.of(session, "alter stable w add tag more int")).startsWith("!! 0x365");
        assertThat(Answers.of(session, "create stable x (ts timestamp, " + columns(4095) + ") tags (g int)"))
                .startsWith("!! 0x2640");
    }

    @Test
    void thereAre128TagsAtMost() {
        assertThat(Answers.of(session, "create stable w (ts timestamp, v int) tags (" + columns(128) + ")"))
                .isEqualTo(DONE);
        assertThat(Answers.of(session, "alter stable w add tag more int")).startsWith("!! 0x2643");
        assertThat(Answers.of(session, "create stable x (ts timestamp, v int) tags (" + columns(129) + ")"))
                .startsWith("!! 0x2643");
    }

    private static String columns(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i + " int").collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(ts timestamp, `tbname` int) tags (g int)", "(ts timestamp, v int) tags (`TBNAME` int)"})
    void aColumnCalledTbnameCanBeMadeButNotWritten(String columns) throws TdengineException {
        assertThat(Answers.of(session, "create stable w " + columns)).isEqualTo(DONE);

        Prepared insert = session.prepare("insert into w (ts, tbname, `TBNAME`) values (?,?,?)");
        assertThat(insert.fields()).extracting(field -> field.kind().code()).containsExactly(1, 4, 4);
        assertThatThrownBy(() -> insert.insertRows("d1", null, List.<Object[]>of(new Object[] {START})))
                .isInstanceOfSatisfying(
                        TdengineException.class, e -> assertThat(e.code()).isEqualTo(0x2603));
        assertThat(Answers.of(session, "insert into w (tbname, ts, `tbname`) values ('d', now, 1)"))
                .startsWith("affected_rows");
        assertThat(Answers.of(session, "select table_name from information_schema.ins_tables"))
                .endsWith("[[\"1\"]]");
    }

    @ParameterizedTest
    @CsvSource({
        "f, 3.4028235e38, 0x216",
        "f, -3.4028235e38, 0x216",
        "f, 3.4028234e38, ok",
        "d, 1.7976931348623157e308, ok",
        "d, 4.9e-324, 0x216",
        "d, 2.2250738585072014e-308, ok",
        "d, -1e-310, 0x216"
    })
    void theTextOfSqlMayNotHaveEachNumber(String column, String number, String answer) {
        String insert = "insert into d1 using s tags (1) (ts, " + column + ") values (now, " + number + ")";
        assertThat(Answers.of(session, insert)).startsWith(answer.equals("ok") ? "affected_rows" : "!! " + answer);
        Session old = session(Release.V3_3_5);
        assertThat(Answers.of(old, "create stable s (ts timestamp, f float, d double) tags (g int)"))
                .isEqualTo(DONE);
        assertThat(Answers.of(old, insert)).startsWith("affected_rows");
    }

    @Test
    void statementsTakeEachNumber() throws TdengineException {
        Prepared insert = session.prepare("insert into s (ts, tbname, g, f, d) values (?,?,?,?,?)");

        insert.insertRows(
                "d1",
                new Object[] {1},
                List.of(new Object[] {START}, new Object[] {Float.MAX_VALUE}, new Object[] {Double.MIN_VALUE}));

        assertThat(Answers.of(session, "select d from d1")).endsWith("[[4.9E-324]]");
    }

    @ParameterizedTest
    @CsvSource({
        "0101000000000000000000f03f0000000000000040, true",
        "00000000013ff00000000000004000000000000000, true",
        "010200000002000000000000000000f03f0000000000000040000000000000f03f0000000000000040, true",
        "0104000000010000000101000000000000000000f03f0000000000000040, true",
        "0102, false",
        "68656c6c6f, false",
        "0101000000000000000000f03f, false",
        "0263000000000000000000f03f0000000000000040, false",
        "'', false"
    })
    void aShapeIsWellKnownBinary(String hex, boolean valid) throws TdengineException {
        session.execute("create table g (ts timestamp, g geometry(100))");
        Prepared insert = session.prepare("insert into g values (?,?)");
        List<Object[]> row =
                List.of(new Object[] {START}, new Object[] {HexFormat.of().parseHex(hex)});

        if (valid) {
            assertThat(insert.insertRows(null, null, row)).isEqualTo(1);
        } else {
            assertThatThrownBy(() -> insert.bind(null, null, row))
                    .isInstanceOfSatisfying(
                            TdengineException.class, e -> assertThat(e.code()).isEqualTo(0x2803));
        }
    }
}
