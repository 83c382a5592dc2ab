// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.source.server.QuerySql;
import io.tdconnect.tdengine.source.server.SplitRange;
import io.tdconnect.tdengine.source.server.TableSelection;
import io.tdconnect.tdengine.source.server.TableSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {
    private static final TableSplit D1 = TableSplit.ofTable("meters", "d1");
    private static final TableSplit METERS = TableSplit.ofStable("meters", 0, 1);

    @Test
    void windowsAreHalfOpenAndInUnitsOfTheDatabase() {
        assertThat(QuerySql.rows("power", D1, List.of(), 5, 9))
                .isEqualTo("SELECT * FROM `power`.`d1` WHERE _c0 >= 5 AND _c0 < 9 ORDER BY _c0");
        assertThat(QuerySql.rows("power", METERS, List.of("d1", "it's"), 5, Long.MAX_VALUE))
                .isEqualTo("SELECT tbname, * FROM `power`.`meters` WHERE _c0 >= 5 AND tbname IN ('d1', 'it\\'s')"
                        + " ORDER BY _c0");
        assertThat(QuerySql.first("power", D1, List.of(), SplitRange.EARLIEST, 9))
                .isEqualTo("SELECT FIRST(_c0) FROM `power`.`d1` WHERE _c0 < 9");
        assertThat(QuerySql.first("power", METERS, List.of(), SplitRange.EARLIEST, Long.MAX_VALUE))
                .isEqualTo("SELECT FIRST(_c0) FROM `power`.`meters`");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void positionsKeepAllDigits(Precision precision) {
        for (long time : List.of(1_700_000_000_123_456_789L, 0L, -1L, 253_402_300_800_000L)) {
            SplitPosition position = new SplitPosition(time, time - 7, 2_772_282_090_921_657_859L);

            assertThat(SplitPosition.of(position.toMap(precision), precision)).isEqualTo(position);
        }
        assertThat(SplitPosition.at(1_700_000_000_123_456_789L, 0).toMap(Precision.NS))
                .isEqualTo(Map.of("time", "2023-11-14T22:13:20.123456789Z"));
    }

    @Test
    void positionsThatAreNoneSayWhatIsWrong() {
        assertThatThrownBy(() -> SplitPosition.of(Map.of("time", "yesterday"), Precision.MS))
                .hasMessageContaining("time: expected a time such as")
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> SplitPosition.of(Map.of("tim", "x"), Precision.MS))
                .hasMessageContaining("expected an offset with time");
        assertThatThrownBy(() -> SplitPosition.of(Map.of("time", "2023-11-14T22:13:20Z", "uid", "x"), Precision.MS))
                .hasMessageContaining("uid");
    }

    @Test
    void lanesHaveSourcePartitionsOfTheirOwn() {
        assertThat(D1.partition("power")).isEqualTo(Map.of("database", "power", "table", "d1"));
        assertThat(METERS.partition("power")).isEqualTo(Map.of("database", "power", "stable", "meters"));
        assertThat(TableSplit.ofStable("meters", 1, 4).partition("power"))
                .isEqualTo(Map.of("database", "power", "stable", "meters", "group", "1/4"));
        for (TableSplit split : List.of(D1, METERS, TableSplit.ofStable("meters", 1, 4))) {
            TableSplit.checkPartition(split.partition("power"));
        }
        assertThatThrownBy(() -> TableSplit.checkPartition(Map.of("database", "power")))
                .hasMessageContaining("either table or stable");
    }

    @Test
    void tablesAndGroupsAreSpreadOverTasks() {
        long[] tables = new long[4];
        IntStream.range(0, 10_000)
                .forEach(i -> tables[TableSplit.ofTable("m", "d" + i).task(4)]++);
        for (long count : tables) {
            assertThat(count).isBetween(2_000L, 3_000L);
        }

        long[] groups = new long[4];
        IntStream.range(0, 8).forEach(i -> groups[TableSplit.ofStable("m", i, 8).task(4)]++);
        assertThat(groups).containsOnly(2);
    }

    @Test
    void tablesAreNamedWithAndWithoutSupertableAndInFiles(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("tables.txt"), "meters.d2\n\n  d3 \n");

        TableSelection selection = TableSelection.of(List.of(), List.of("d1", "@" + file));

        assertThat(selection.includes("any", "d1")).isTrue();
        assertThat(selection.includes("meters", "d2")).isTrue();
        assertThat(selection.includes("other", "d2")).isFalse();
        assertThat(selection.includes("", "d3")).isTrue();
        assertThat(selection.includes("meters", "d4")).isFalse();
        assertThat(selection.withoutStable()).isEqualTo("d1");
        assertThat(selection.onlyStables()).isEmpty();
        assertThat(TableSelection.of(List.of(), List.of("a.x", "b.y")).onlyStables())
                .isEqualTo(Set.of("a", "b"));
        assertThat(TableSelection.of(List.of("a"), List.of()).includes("b", "x"))
                .isFalse();
    }

    @Test
    void namesThatCannotBeReadAreRefused(@TempDir Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.txt"), "\n \n");

        assertThatThrownBy(() -> TableSelection.of(List.of(), List.of("@/no/such/file")))
                .hasMessage("expected a file that every Connect worker can read, found no such file");
        assertThatThrownBy(() -> TableSelection.of(List.of(), List.of("@" + empty)))
                .hasMessageContaining("found none");
        assertThatThrownBy(() -> TableSelection.of(List.of(), List.of("a.b.c"))).hasMessageContaining("STABLE.TABLE");
        assertThatThrownBy(() -> TableSelection.of(List.of(), List.of(".c"))).hasMessageContaining("STABLE.TABLE");
    }

    @Test
    void theContentOfAFileIsNotShown(@TempDir Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "d1\n\neyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl\n");

        assertThatThrownBy(() -> TableSelection.of(List.of(), List.of("@" + token)))
                .hasMessage("expected TABLE or STABLE.TABLE, found another text in line 3 of the file");
    }

    @Test
    void timesAreIsoTextOrNumbers() {
        Instant time = Instant.parse("2023-05-31T16:00:00.000000001Z");

        assertThat(TimeOptions.time("2023-06-01T00:00:00.000000001+08:00")).isEqualTo(time);
        assertThat(TimeOptions.time("1685548800000000001")).isEqualTo(time);
        assertThat(TimeOptions.time(" ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-06-01", "now", "12", "2023-06-01T00:00:00"})
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> TimeOptions.time(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
