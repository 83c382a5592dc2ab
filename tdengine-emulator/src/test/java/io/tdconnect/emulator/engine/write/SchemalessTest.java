// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.emulator.engine.Answers;
import io.tdconnect.emulator.engine.Engine;
import io.tdconnect.emulator.engine.Session;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemalessTest {
    private Session session;

    @BeforeEach
    void openSession() throws TdengineException {
        session = new Engine(Release.V3_3_7).login("root", "taosdata", null);
        session.execute("create database s");
        session.execute("use s");
    }

    @Test
    void namesTablesByMeasurementAndTags() throws TdengineException {
        String line = "st,t1=3i64,t2=4f64,t3=\"t3\" c1=3i64,c3=L\"passit\",c2=false,c4=4f64 1763600000000000000";
        assertThat(session.insertLines(1, line, "ns")).isEqualTo(1);
        assertThat(Answers.of(session, "select tbname,* from st"))
                .isEqualTo(
                        "tbname:VARCHAR(270) _ts:TIMESTAMP(8) c1:BIGINT(8) c3:NCHAR(8) c2:BOOL(1) c4:DOUBLE(8)"
                                + " t1:NCHAR(8) t2:NCHAR(8) t3:NCHAR(8) [[\"t_d82f9398e130675624affc543fe60c02\","
                                + " \"2025-11-20T00:53:20.000Z\", 3, \"passit\", false, 4, \"3i64\", \"4f64\", \"\\\"t3\\\"\"]]");
    }

    @Test
    void widensTextAndAddsColumns() throws TdengineException {
        session.insertLines(1, "w,t=abc v=\"123456789\" 1763600000000", "ms");
        session.insertLines(1, "w,t=abcdefgh v=\"12345678901234567\",n=2i8 1763600000001\n", "ms");
        assertThat(Answers.of(session, "select v,n,t from w"))
                .startsWith("v:VARCHAR(32) n:TINYINT(1) t:NCHAR(16)")
                .contains("[\"123456789\", null, \"abc\"]", "[\"12345678901234567\", 2, \"abcdefgh\"]");
    }

    @Test
    void readsTelnetAndJson() throws TdengineException {
        session.insertLines(2, "meters.current 1763600000000 10.3 location=SF groupid=2", "ms");
        assertThat(Answers.of(session, "select * from meters_current"))
                .endsWith("[[\"2025-11-20T00:53:20.000Z\", 10.3, \"SF\", \"2\"]]");
        session.insertLines(
                3,
                "[{\"metric\":\"mj\",\"timestamp\":1763600000000,\"value\":10.3,\"tags\":{\"location\":\"SF\",\"groupid\":2}}]",
                "ms");
        assertThat(Answers.of(session, "select * from mj"))
                .isEqualTo("_ts:TIMESTAMP(8) _value:DOUBLE(8) location:VARCHAR(4) groupid:DOUBLE(8)"
                        + " [[\"2025-11-20T00:53:20.000Z\", 10.3, \"SF\", 2]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broken line | 0x21f | SML line invalid key or key is too long than 64:line",
                "m v=abc 1763600000000 | 0x203 | invalid data:abc 1763600000000",
                "m,t=1 v=1 abc | 0x127 | SML line invalid timestamp:abc",
                "m | 0x3002 | SML line cols is empty",
                "m,t= v=1 1763600000000 | 0x3002 | invalid value: v=1 1763600000000",
                "m,,t=1 v=1 1763600000000 | 0x3002 | invalid data:,t=1 v=1 1763600000000",
                ",t=1 v=1 1763600000000 | 0x3002 | Invalid data format",
                "m v=1,v=2 1763600000000 | 0x263c | Duplicated column names",
                "m v=1 1000 | 0x60b | Timestamp data out of range"
            })
    void refusesBrokenLinesAsTheServerDoes(String line, String code, String text) {
        assertThatThrownBy(() -> session.insertLines(1, line, "ms"))
                .isInstanceOfSatisfying(
                        TdengineException.class, e -> assertThat(e.code()).isEqualTo(Integer.decode(code)))
                .hasMessage(text);
    }
}
