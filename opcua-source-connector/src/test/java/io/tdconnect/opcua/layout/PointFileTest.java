// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.tdconnect.common.type.ValueType;
import io.tdconnect.opcua.node.Point;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointFileTest {
    /** The header that taosX exports. */
    private static final String HEADER =
            "No.,point_id,enabled,stable,tbname,value_col,value_transform,type,quality_col,"
                    + "ts_col,ts_transform,request_ts_col,request_ts_transform,received_ts_col,received_ts_transform,"
                    + "tag::VARCHAR(1024)::name,tag::INT::line";

    @TempDir
    Path directory;

    @Test
    void aLineBecomesAPointWithItsTable() {
        List<Point> points = PointFile.parse(HEADER + "\n"
                + "1,\"ns=2;s=Site,Plant,Tag-01\",1,opc_{type},t_{ns}_a.b,val,val*1.8 + 32,double,quality,ts,,,,rts,"
                + "ts + 8 * 3600 * 1000,plant.temp,7\n"
                + "2,ns=2;s=off,0,opc_{type},t_off,,,,,,,,,,,,\n");

        assertThat(points).hasSize(1);
        Point point = points.get(0);
        assertThat(point.node()).isEqualTo("ns=2;s=Site,Plant,Tag-01");
        assertThat(point.code()).isEqualTo("t_2_a.b");
        PointLayout layout = layout(point);
        assertThat(layout.columns())
                .extracting(TableColumn::role, TableColumn::name)
                .containsExactly(
                        tuple(TableColumn.Role.ORIGINAL_TIME, "ts"),
                        tuple(TableColumn.Role.RECEIVED_TIME, "rts"),
                        tuple(TableColumn.Role.VALUE, "val"),
                        tuple(TableColumn.Role.QUALITY, "quality"));
        assertThat(layout.tags()).extracting(TagColumn::name).containsExactly("name", "line");
        assertThat(layout.tags().get(1).spec().type()).isEqualTo(ValueType.INT);
    }

    @Test
    void theFirstTimeOfTheHeaderIsThePrimaryOne() {
        Point point = PointFile.parse("received_ts_col,point_id,ts_col,stable,tbname\nrts,i=2258,ts,s,t\n")
                .get(0);

        assertThat(layout(point).timestamp().name()).isEqualTo("rts");
    }

    @Test
    void withoutAnyTimeThereIsTs() {
        Point point = PointFile.parse("point_id,stable,tbname\ni=2258,s,t\n").get(0);

        assertThat(layout(point).timestamp()).isEqualTo(TableColumn.plain(TableColumn.Role.ORIGINAL_TIME, "ts"));
        assertThat(layout(point).columns()).hasSize(2);
    }

    @Test
    void aByteOrderMarkAndOtherNamesOfColumnsAreAccepted() throws IOException {
        Path file = directory.resolve("points.csv");
        Files.writeString(file, "\uFEFFpoint_id,enable,stable,tbname,tag::NCHAR(20)::位置\r\ni=2258,1,温度,表,北京\r\n\r\n");

        Point point = PointFile.points("@" + file).get(0);

        assertThat(point.code()).isEqualTo("表");
        assertThat(point.properties()).containsEntry("tag::NCHAR(20)::位置", "北京");
    }

    @Test
    void anotherEncodingIsRefused() throws IOException {
        Path file = directory.resolve("points.csv");
        Files.write(file, "point_id,stable,tbname\ni=2258,温度,表\n".getBytes(Charset.forName("GB18030")));

        assertThatThrownBy(() -> PointFile.points(file.toString())).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> PointFile.points(directory.resolve("none.csv").toString()))
                .hasMessageContaining("every Connect worker can read");
    }

    @Test
    void nameOfATableMayHaveTagsAndReplacements() {
        assertThat(PointFile.parse("point_id,stable,tbname,tag::INT::line\nns=3;s=a/b.c,s,l{line}_{id#/._},4\n")
                        .get(0)
                        .code())
                .isEqualTo("l4_a_b_c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "point_id,stable\\ni=1,s | line 1: expected the columns point_id, stable, tbname, found none called tbname",
                "point_id,stable,tbname,stable\\n | line 1: expected different columns, found stable twice",
                "point_id,stable,tbname,tag::INT::a,tag::BIGINT::a\\n | line 1: expected different columns",
                "point_id,stable,tbname,colour\\n | found colour",
                "point_id,stable,tbname,tag::INTEGERS::a\\n | line 1, column tag::INTEGERS::a: expected a type such as",
                "point_id,stable,tbname\\ni=1,s,t\\n\\ni=2,s | line 4: expected 3 cells as in the header, found 2",
                "point_id,stable,tbname\\ni=1,s,t\\nx=2,s,u | line 3, column point_id: expected a node such as",
                "point_id,stable,tbname\\ni=1,s,t\\ni=1,s,u | line 3, column point_id: expected a point once, found the one of line 2 again",
                "point_id,stable,tbname\\ni=1,s,t\\ni=2,s,t | line 3, column value_col: expected another column",
                "point_id,stable,tbname\\ni=1,s, | line 2, column tbname: expected text, found nothing",
                "point_id,stable,tbname,type\\ni=1,s,t,floating | line 2, column type: expected a type such as",
                "point_id,stable,tbname,enabled\\ni=1,s,t,yes | line 2, column enabled: expected 1 or 0, found yes",
                "point_id,stable,tbname,value_transform\\ni=1,s,t,val * | line 2, column value_transform: expected",
                "point_id,stable,tbname,ts_col,value_col\\ni=1,s,t,a,a | line 2: expected different names of columns",
                "point_id,stable,tbname,tag::INT::n\\ni=1,s,t,x | line 2, column tag::INT::n: expected INT (",
                "point_id,stable,tbname,enabled\\ni=1,s,t,0 | expected at least one point that is enabled, found none",
                "point_id,stable,tbname\\n\"i=1,s,t | expected CSV",
            })
    void aFaultIsToldWithItsPlace(String csv, String message) {
        assertThatThrownBy(() -> PointFile.parse(csv.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aHeaderHasAsManyTagsAsATableAndShortNames() {
        String head = "point_id,stable,tbname";
        String tags =
                IntStream.rangeClosed(1, 128).mapToObj(i -> ",tag::INT::t" + i).collect(Collectors.joining());

        assertThat(PointFile.parse(head + tags + "\ni=1,s,t" + ",1".repeat(128)))
                .hasSize(1);
        assertThatThrownBy(() -> PointFile.parse(head + tags + ",tag::INT::more\ni=1,s,t" + ",1".repeat(129)))
                .hasMessageContaining("line 1: expected at most 128 tags, found 129");
        assertThatThrownBy(() -> PointFile.parse(head + ",tag::INT::" + "a".repeat(191) + "\ni=1,s,t,1"))
                .hasMessageContaining("line 1, column 4: expected at most 200 characters, found 201");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=hunter2",
                "secret=hunter2\u0000PATH=/bin",
                "point_id,stable,tbname,hunter2\ni=1,s,t,x",
                "point_id,stable,tbname,tag::hunter2::a\ni=1,s,t,x",
                "point_id,stable,tbname,tag::INT::hunter2,tag::INT::hunter2\ni=1,s,t,1,2",
                "point_id,stable,tbname\nhunter2,s,t",
                "point_id,stable,tbname\ni=1,{hunter2,t",
                "point_id,stable,tbname\ni=1,{hunter2},t",
                "point_id,stable,tbname\ni=1,s,{hunter2}",
                "point_id,stable,tbname,type\ni=1,s,t,hunter2",
                "point_id,stable,tbname,enabled\ni=1,s,t,hunter2",
                "point_id,stable,tbname,value_transform\ni=1,s,t,hunter2(1",
                "point_id,stable,tbname,ts_col,value_col\ni=1,s,t,hunter2,hunter2",
                "point_id,stable,tbname,tag::INT::n\ni=1,s,t,hunter2",
                "point_id,stable,tbname,tag::INT::hunter2\ni=1,s,t,x",
                "point_id,stable,tbname\ni=1,s,hunter2\ni=2,s,hunter2",
                "point_id,stable,tbname\n\"i=1\"hunter2,s,t",
            })
    void messagesAboutAFileQuoteNothingOfIt(String content) throws IOException {
        Path file = directory.resolve("points.csv");
        Files.writeString(file, content);

        Throwable failure = catchThrowable(() -> PointFile.points(file.toString()));

        assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected");
        assertThat(failure).hasNoCause();
        assertThat(failure.getMessage()).doesNotContain("hunter2");
    }

    @Test
    void variablesThatNoPointHasAreRefused() {
        assertThatThrownBy(() -> PointFile.parse("point_id,stable,tbname,tag::INT::line\ni=1,s,{lime},4\n"))
                .hasMessageContaining("line 2, column tbname")
                .hasMessageContaining("found {lime}; did you mean line?");
    }

    private static PointLayout layout(Point point) {
        return PointLayouts.of(point.properties(), List.of(), Map.of());
    }
}
