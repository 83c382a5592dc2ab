// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.taosdata.jdbc.AbstractConnection;
import com.taosdata.jdbc.enums.SchemalessProtocolType;
import com.taosdata.jdbc.enums.SchemalessTimestampType;
import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.testing.TdengineServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sink's parser makes the same tables, columns, types and rows of text as the server's own schemaless writing. */
class SchemalessIT {
    private static final String TIME = "1700000000123456789";
    private static final Map<ValueFormat, SchemalessProtocolType> PROTOCOLS = Map.of(
            ValueFormat.LINE, SchemalessProtocolType.LINE,
            ValueFormat.TELNET, SchemalessProtocolType.TELNET,
            ValueFormat.JSON, SchemalessProtocolType.JSON);

    private static TdengineServer server;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void linesGiveWhatTheServerMakesOfThem() throws SQLException {
        check(
                ValueFormat.LINE,
                "st,t1=3i64,t2=4f64,t3=\"t3\" c1=3i64,c3=L\"passit\",c2=false,c4=4f64 " + TIME,
                "types,t=a i8=-128i8,u8=255u8,i16=-32768i16,u16=65535u16,i32=-2147483648i32,u32=4294967295u32 " + TIME,
                "types,t=a i64=-9223372036854775807i64,u64=18446744073709551615u64,i=5i,u=5u,b=t,n=F " + TIME,
                "types,t=a f32=0.1f32,f64=0.1f64,d=-123.456,e=1e-7,h=123456789012345678901234567890,s=+.5 " + TIME,
                "text,t=a v=\"plain\",w=L\"wide 度\",q=\"say \\\"hi\\\" \\\\ c,d=e\" " + TIME,
                "text,t=a v=\"\",w=L\"\",q=\"" + "x".repeat(300) + "\" 1700000000123456790",
                "text,t=b v=\"" + "y".repeat(1500) + "\" 1700000000123456791",
                realOnly("esc\\ aped\\,m,t\\ 1=a\\ b,t\\=2=c\\,d\\=e f\\ 1=1,f\\,2=2i " + TIME),
                "escaped,t\\ 1=a\\ b,t\\=2=c\\,d\\=e f\\ 1=1,f\\,2=2i " + TIME,
                "dots.in.name,t.x=a.b v.y=1 " + TIME,
                "notags v=1 " + TIME,
                "Case,T=A,t=a V=1,v=2 " + TIME,
                "order,c=3,B=2,a=1 v=1 " + TIME,
                "order,a=1,B=2,c=3 v=2 1700000000123456790",
                "unicode,城市=上海 温度=1.5,b=L\"é\" " + TIME,
                "grow,t=a v=1 " + TIME,
                "grow,t=abcdefghijk,u=2 v=2,w=3i 1700000000123456790",
                realOnly("trail,t=a, v=1, " + TIME));
    }

    @Test
    void telnetLinesGiveWhatTheServerMakesOfThem() throws SQLException {
        check(
                ValueFormat.TELNET,
                "meters.current 1700000000 11.3 location=LosAngeles groupid=3",
                "meters 1700000000 11.3 location=LosAngeles groupid=3",
                "meters  1700000001123  10.3  groupid=2  location=SF",
                "typed 1700000000 5i32 t=a",
                "flag 1700000000 true t=a",
                realOnly("text 1700000000 \"a,b\\\"\" t=a"),
                realOnly("wide 1700000000 L\"é度\" t=a,b\\"));
    }

    @Test
    void jsonGivesWhatTheServerMakesOfIt() throws SQLException {
        check(
                ValueFormat.JSON,
                realOnly(
                        "[{\"metric\":\"m.j\",\"timestamp\":1700000000123,\"value\":10.3,\"tags\":{\"location\":\"SF\",\"groupid\":2}},"
                                + "{\"metric\":\"m.j\",\"timestamp\":1700000001,\"value\":11,\"tags\":{\"location\":\"SF\",\"groupid\":2}}]"),
                realOnly(
                        "{\"metric\":\"typed\",\"timestamp\":{\"value\":1700000000,\"type\":\"s\"},\"value\":{\"value\":5,\"type\":\"i8\"},"
                                + "\"tags\":{\"b\":true,\"i\":{\"value\":7,\"type\":\"smallint\"},\"n\":{\"value\":\"é\",\"type\":\"nchar\"},"
                                + "\"f\":{\"value\":1.5,\"type\":\"float\"}}}"),
                "{\"metric\":\"text\",\"timestamp\":1700000000,\"value\":\"é text\",\"tags\":{\"t\":\"a\"}}",
                realOnly("{\"Metric\":\"flag\",\"timestamp\":1700000000,\"value\":false,\"tags\":{\"t\":\"a\"}}"));
    }

    /** Text that the emulator's simpler reader does not support. */
    private static String realOnly(String text) {
        return server.isEmulator() ? "" : text;
    }

    private static void check(ValueFormat format, String... candidates) throws SQLException {
        List<String> texts =
                Arrays.stream(candidates).filter(text -> !text.isEmpty()).toList();
        String theirs = server.createDatabase("ns");
        String ours = server.createDatabase("ns");
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(theirs))) {
            for (String text : texts) {
                connection
                        .unwrap(AbstractConnection.class)
                        .writeRaw(text, PROTOCOLS.get(format), SchemalessTimestampType.NANO_SECONDS);
            }
        }
        try (RunningSink sink = RunningSink.ofText(server, ours, format)) {
            for (String text : texts) {
                sink.put(text);
                sink.writeAll();
            }
            assertThat(sink.context.reported).isEmpty();
        }
        assertThat(contents(ours)).containsExactlyElementsOf(contents(theirs)).isNotEmpty();
    }

    private static List<String> contents(String database) {
        List<String> contents = new ArrayList<>();
        for (List<Object> stable :
                server.query("SELECT stable_name FROM information_schema.ins_stables WHERE db_name = '" + database
                        + "' ORDER BY stable_name")) {
            String name = text(stable.get(0));
            String table = database + ".`" + name + "`";
            server.query("DESCRIBE " + table).forEach(column -> contents.add(name + ": " + text(column.subList(0, 4))));
            server.query("SELECT tbname, * FROM " + table + " ORDER BY tbname, _ts")
                    .forEach(row -> contents.add(name + ": " + text(row)));
        }
        return contents;
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }
        return value instanceof List<?> list
                ? list.stream().map(SchemalessIT::text).toList().toString()
                : String.valueOf(value);
    }
}
