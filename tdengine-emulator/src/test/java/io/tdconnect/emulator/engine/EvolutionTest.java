// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import io.tdconnect.emulator.engine.write.Prepared;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections whose tables are changed by others. */
class EvolutionTest {
    private static final long START = 1_763_600_000_000L;

    private final Engine engine = new Engine(Release.V3_3_7);
    private Session session;
    private Session other;

    @BeforeEach
    void createTables() throws TdengineException {
        session = openSession(engine);
        other = engine.login("root", "taosdata", "t");
    }

    private static Session openSession(Engine engine) throws TdengineException {
        Session session = engine.login("root", "taosdata", "");
        session.execute("create database t");
        session.execute("use t");
        session.execute("create stable s (ts timestamp, v int, txt varchar(16)) tags (g int, loc varchar(8))");
        session.execute("create table d1 using s tags (1, 'a')");
        session.execute("create table n (ts timestamp, v int, txt varchar(16))");
        return session;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter stable s add column w int",
                "alter stable s modify column txt varchar(64)",
                "alter table s drop column txt"
            })
    void aStatementPreparedBeforeAChangeOfColumnsIsTooOld(String change) throws TdengineException {
        Prepared insert = session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)");
        write(insert, START, 1);

        other.execute(change);

        assertRefused(() -> write(insert, START + 1, 2), 0x61b, "Table schema is old");
        write(session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)"), START + 2, 3);
        assertThat(Answers.of(session, "select v from d1 order by ts")).endsWith("[[1], [3]]");
    }

    @Test
    void itCreatesItsSubtablesAllTheSame() throws TdengineException {
        Prepared insert = session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)");
        other.execute("alter stable s add column w int");

        assertRefused(
                () -> insert.insertRows("d7", new Object[] {7}, List.of(new Object[] {START}, new Object[] {1})),
                0x61b,
                "Table schema is old");

        assertThat(Answers.of(session, "select tags tbname, g from s")).endsWith("[[\"d1\", 1], [\"d7\", 7]]");
    }

    @Test
    void ofANormalTableItWritesOn() throws TdengineException {
        Prepared insert = session.prepare("insert into n (ts, v) values (?,?)");
        other.execute("alter table n rename column txt note");
        insert.insertRows(null, null, List.of(new Object[] {START}, new Object[] {1}));
        assertThat(Answers.of(session, "select count(*) from n")).endsWith("[[1]]");

        other.execute("drop table n");
        other.execute("create table n (ts timestamp, v int)");

        // Accepted and lost.
        assertThat(insert.insertRows(null, null, List.of(new Object[] {START}, new Object[] {1})))
                .isEqualTo(1);
        assertThat(Answers.of(session, "select count(*) from n")).endsWith("[[0]]");
    }

    @Test
    void aSubtableThatWasFoundAndIsGoneIsMissed() throws TdengineException {
        Prepared insert = session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)");
        write(insert, START, 1);
        other.execute("drop table d1");

        assertRefused(() -> write(insert, START, 2), 0x618, "Table not exists");
        write(session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)"), START, 3);
        assertThat(Answers.of(session, "select v from d1")).endsWith("[[3]]");
    }

    @Test
    void aSubtableThatTheStatementCreatedIsCreatedAgain() throws TdengineException {
        Prepared insert = session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)");
        other.execute("drop table d1");
        write(insert, START, 1);
        other.execute("drop table d1");

        write(insert, START, 2);

        assertThat(Answers.of(session, "select v from d1")).endsWith("[[2]]");
    }

    @Test
    void aSubtableOfAnotherSupertableIsAnInvalidMessage() throws TdengineException {
        other.execute("create stable z (ts timestamp, v int) tags (g int)");
        other.execute("drop table d1");
        other.execute("create table d1 using z tags (1)");

        assertRefused(
                () -> write(session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)"), START, 1),
                0x115,
                "Invalid message");
        assertThat(Answers.of(session, "insert into d1 using s (g) tags (1) (ts, v) values (now, 1)"))
                .isEqualTo("!! 0x61d Table already exists in other stables");
    }

    @Test
    void aSupertableThatWasDroppedIsMissed() throws TdengineException {
        Prepared used = session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)");
        write(used, START, 1);
        Prepared unused = session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)");
        other.execute("drop stable s");

        assertRefused(() -> write(used, START, 1), 0x2603, "Table does not exist");
        assertRefused(() -> write(unused, START, 1), 0x230, "Stmt cache error");
        other.execute("create stable s (ts timestamp, v int) tags (g int)");
        assertRefused(() -> write(used, START, 1), 0x115, "Invalid message");
        other.execute("drop database t");
        assertRefused(() -> write(used, START, 1), 0x388, "Database not exist");
        assertRefused(() -> session.prepare("insert into n (ts, v) values (?,?)"), 0x388, "Database not exist");
    }

    @Test
    void aMissingTableIsNotPrepared() {
        assertRefused(() -> session.prepare("insert into nosuch values (?,?)"), 0x22b, "Table does not exist");
        assertRefused(
                () -> session.prepare("insert into ? using nosuch tags (?) values (?,?)"),
                0x22b,
                "Table does not exist");
    }

    @Test
    void aChangeOfTagsDoesNoHarm() throws TdengineException {
        Prepared insert = session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)");
        other.execute("alter stable s add tag h int");
        other.execute("alter stable s modify tag loc varchar(32)");
        other.execute("alter table d1 set tag g = 7");

        write(insert, START, 1);

        assertThat(Answers.of(session, "select count(*) from s")).endsWith("[[1]]");
    }

    @Test
    void release335WroteWithOldStatements() throws TdengineException {
        Session old = openSession(new Engine(Release.V3_3_5));
        Prepared insert = old.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)");
        old.execute("alter stable s add column w int");

        write(insert, START, 1);

        assertThat(Answers.of(old, "select v, w from s")).endsWith("[[1, null]]");
    }

    @Test
    void whoMakesAColumnLongerSecondIsRefusedByTheParser() throws TdengineException {
        other.execute("alter stable s modify column txt varchar(64)");

        assertThat(Answers.of(session, "alter stable s modify column txt varchar(64)"))
                .startsWith("!! 0x264b Only varbinary/binary/nchar/geometry column length could be modified");
    }

    @Test
    void orByTheServerWhereTheGatewayKnowsTheOldLength() throws TdengineException {
        try (Hold hold = engine.holdDefinition("t", "s")) {
            other.execute("alter stable s modify column txt varchar(64)");

            assertThat(Answers.of(session, "alter stable s modify column txt varchar(64)"))
                    .isEqualTo("!! 0x36f Invalid row bytes");
            assertThat(Answers.of(session, "alter stable s modify column txt varchar(16)"))
                    .startsWith("!! 0x264b");
        }
        assertThat(Answers.of(session, "alter stable s modify column txt varchar(64)"))
                .startsWith("!! 0x264b");
    }

    @Test
    void oneSupertableIsAlteredByOneTransactionAtATime() throws TdengineException {
        try (Hold hold = engine.holdTransaction("t", "s")) {
            assertThat(Answers.of(session, "alter stable s add column w int"))
                    .isEqualTo("!! 0x3d3 Conflict transaction not completed");
            assertThat(Answers.of(session, "alter table n add column w int")).startsWith("affected_rows");
            assertThat(Answers.of(session, "alter table d1 set tag g = 7")).startsWith("affected_rows");
        }
        assertThat(Answers.of(session, "alter stable s add column w int")).startsWith("affected_rows");
    }

    @Test
    void withoutAnyTagASubtableIsWrittenButNotCreated() throws TdengineException {
        Prepared insert = session.prepare("insert into s (ts, tbname, v) values (?,?,?)");

        insert.insertRows("d1", null, List.of(new Object[] {START}, new Object[] {1}));

        assertRefused(
                () -> insert.insertRows("d2", null, List.of(new Object[] {START}, new Object[] {1})),
                0x2603,
                "success");
        Prepared fresh = session.prepare("insert into s (ts, tbname, v) values (?,?,?)");
        assertRefused(
                () -> fresh.bind("d2", null, List.of(new Object[] {START}, new Object[] {1})),
                0x2603,
                "Table does not exist");
        assertThat(Answers.of(session, "insert into s (tbname, ts, v) values ('d3', now, 1)"))
                .startsWith("affected_rows");
    }

    @Test
    void oneTagThatIsNullCreatesASubtable() throws TdengineException {
        Prepared insert = session.prepare("insert into s (ts, tbname, g, v) values (?,?,?,?)");

        insert.insertRows("d2", new Object[] {null}, List.of(new Object[] {START}, new Object[] {1}));

        assertThat(Answers.of(session, "select tbname, g, loc, v from s")).endsWith("[[\"d2\", null, null, 1]]");
    }

    @Test
    void release335CreatedSubtablesWithoutTags() throws TdengineException {
        Session old = openSession(new Engine(Release.V3_3_5));
        Prepared insert = old.prepare("insert into s (ts, tbname, v) values (?,?,?)");

        insert.insertRows("d2", null, List.of(new Object[] {START}, new Object[] {1}));

        assertThat(Answers.of(old, "select tbname, g from s")).endsWith("[[\"d2\", null]]");
    }

    /** Of rows with one time the later values win within a request; a null overwrites only in another one. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void rowsOfOneTimeAreMergedWithinARequest(Release release) throws TdengineException {
        Session asked = openSession(new Engine(release));
        Prepared insert = asked.prepare("insert into s (ts, tbname, g, v, txt) values (?,?,?,?,?)");
        Object[] times = {START, START};
        Object[] texts = {text("a"), null};
        insert.insertRows("d1", new Object[] {1}, List.of(times, new Object[] {3, 4}, texts));
        assertThat(Answers.of(asked, "select v, txt from d1")).endsWith("[[4, \"a\"]]");

        insert.insertRows("d1", new Object[] {1}, List.of(new Object[] {START}, new Object[] {5}, new Object[] {null}));

        assertThat(Answers.of(asked, "select v, txt from d1")).endsWith("[[5, null]]");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Prepared insert, long time, int value) throws TdengineException {
        insert.insertRows("d1", new Object[] {1}, List.of(new Object[] {time}, new Object[] {value}));
    }

    private interface Call {
        void run() throws TdengineException;
    }

    private static void assertRefused(Call call, int code, String text) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        TdengineException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(text);
    }
}
