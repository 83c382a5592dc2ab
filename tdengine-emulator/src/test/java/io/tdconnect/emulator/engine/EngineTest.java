// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.TdengineException;
import io.tdconnect.emulator.engine.write.Field;
import io.tdconnect.emulator.engine.write.Prepared;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTest {
    private static final long START = 1_763_600_000_000L;

    private final Engine engine = new Engine(Release.V3_3_7);
    private Session session;

    @BeforeEach
    void openSession() throws TdengineException {
        session = engine.login("root", "taosdata", "");
        session.execute("create database t");
        session.execute("use t");
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> engine.login("root", "wrong", null))
                .isInstanceOfSatisfying(
                        TdengineException.class, e -> assertThat(e.code()).isEqualTo(0x357))
                .hasMessage("Authentication failure");
    }

    @Test
    void refusesAnUnknownDatabaseAtLogin() {
        assertThatThrownBy(() -> engine.login("root", "taosdata", "nosuch"))
                .isInstanceOfSatisfying(
                        TdengineException.class, e -> assertThat(e.code()).isEqualTo(0x388));
    }

    @ParameterizedTest
    @CsvSource({
        "insert into d1 (ts;nope) values (now;1), 0x2602",
        "insert into nosuch values (now;1), 0x2603",
        "insert into nosuch.d1 values (now;1), 0x388",
        "insert into d1 (ts;s) values (now;'12345'), 0x2653",
        "insert into d1 (ts;v) values (now;'x'), 0x216",
        "insert into d1 (ts;v) values (now;3000000000), 0x216",
        "insert into d1 (ts;v) values (now;true), 0x216",
        "insert into d1 (ts;v) values (null;1), 0x216",
        "insert into d1 (ts;v) values (1000;1), 0x60b",
        "insert into c1 using k tags(1) (ts;v) values (now;1), 0x200",
        "create table d1 using m tags(1), 0x603",
        "create stable m (ts timestamp; v int) tags (g int), 0x360",
        "alter stable m add column v int, 0x36b",
        "alter stable m modify column s varchar(2), 0x264b",
        "alter stable m modify column v bigint, 0x264b",
        "create table `a.b` using m tags(1), 0x2617",
        "select * from machines, 0x2600",
        "select * from host, 0x2600",
        "selec 1, 0x2600"
    })
    void answersWithTheCodesOfTheServer(String sql, String code) throws TdengineException {
        createMeters();
        session.execute("create stable k (ts timestamp, id int primary key, v int) tags (g int)");
        assertThatThrownBy(() -> session.execute(sql.replace(';', ',')))
                .isInstanceOfSatisfying(
                        TdengineException.class, e -> assertThat(e.code()).isEqualTo(Integer.decode(code)));
    }

    private void createMeters() throws TdengineException {
        session.execute("create stable m (ts timestamp, v int, s varchar(4)) tags (g int)");
        session.execute("create table d1 using m tags(1)");
    }

    @Test
    void writesNothingWhenOneOfSeveralTablesIsMissing() throws TdengineException {
        createMeters();
        assertThat(Answers.of(session, "insert into d1 values (now,1,'a') nosuch values (now,1,'a')"))
                .startsWith("!! 0x2603");
        assertThat(Answers.of(session, "select count(*) from m")).endsWith("[[0]]");
    }

    @Test
    void keepsColumnsThatASecondInsertDoesNotName() throws TdengineException {
        createMeters();
        session.execute("insert into d1 values (" + START + ",1,'a')");
        session.execute("insert into d1 (ts,s) values (" + START + ",'b')");
        assertThat(Answers.of(session, "select v,s from d1")).endsWith("[[1, \"b\"]]");
    }

    @ParameterizedTest
    @CsvSource({"ms, 1763600000123", "us, 1763600000123456", "ns, 1763600000123456789"})
    void keepsEveryDigitOfEveryPrecision(String precision, long time) throws TdengineException {
        session.execute("create database p precision '" + precision + "'");
        session.execute("create table p.n (ts timestamp, v int)");
        Prepared prepared = session.prepare("insert into p.n values (?,?)");
        prepared.insertRows(null, null, List.of(new Object[] {time}, new Object[] {1}));
        Result.Rows rows = (Result.Rows) session.execute("select ts from p.n where ts = " + time);
        assertThat(rows.resultSet().rows())
                .singleElement()
                .satisfies(row -> assertThat(row[0]).isEqualTo(time));
    }

    @Test
    void describesThePlacesOfAPreparedInsert() throws TdengineException {
        session.execute(
                "create stable sm (ts timestamp, vc varchar(16), nc nchar(16)) tags (gid int, loc varchar(16))");
        Prepared prepared = session.prepare("insert into sm (ts,tbname,gid,loc,vc,nc) values (?,?,?,?,?,?)");
        assertThat(prepared.insert()).isTrue();
        assertThat(prepared.fields()).extracting(Field::bytes).containsExactly(8, 271, 4, 18, 18, 66);
        assertThat(prepared.fields()).extracting(field -> field.kind().code()).containsExactly(1, 4, 2, 2, 1, 1);
    }

    @Test
    void refusesATagThatIsTooLongWhenItIsBound() throws TdengineException {
        session.execute("create stable sm (ts timestamp, v int) tags (loc varchar(4))");
        Prepared prepared = session.prepare("insert into ? using sm tags(?) values (?,?)");
        Object[] tags = {"12345".getBytes(StandardCharsets.UTF_8)};
        assertThatThrownBy(() -> prepared.bind("x", tags, List.of(new Object[] {START}, new Object[] {1})))
                .hasMessage("tag length is too big");
    }

    @Test
    void answersAPreparedQuery() throws TdengineException {
        createMeters();
        session.execute("insert into d1 values (" + START + ",1,'a') (" + (START + 1) + ",2,'b')");
        Prepared prepared = session.prepare("select ts,v from m where v>?");
        assertThat(prepared.parameters()).isEqualTo(1);
        Result.Rows rows = (Result.Rows) prepared.query(new Object[] {1});
        assertThat(rows.resultSet().rows())
                .singleElement()
                .satisfies(row -> assertThat(row[1]).isEqualTo(2));
    }

    @Test
    void keepsRowsOfSeveralThreadsInOrder() throws Exception {
        createMeters();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                int offset = thread;
                writers.add(pool.submit(() -> write(offset)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(Answers.of(session, "select count(*),min(v),max(v) from m")).endsWith("[[20000, 0, 19999]]");
        assertThat(Answers.of(session, "select count(*) from (select distinct v,ts from m)"))
                .endsWith("[[20000]]");
    }

    private Void write(int offset) throws TdengineException {
        Prepared prepared =
                engine.login("root", "taosdata", "t").prepare("insert into m (tbname,ts,v,g) values (?,?,?,?)");
        for (int i = offset; i < 20_000; i += 2) {
            prepared.insertRows("d" + i % 10, new Object[] {1}, List.of(new Object[] {START + i}, new Object[] {i}));
        }
        return null;
    }
}
