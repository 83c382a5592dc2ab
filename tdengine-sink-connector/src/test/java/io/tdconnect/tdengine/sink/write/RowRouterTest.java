// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.FakeServer;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.config.TableOptions.TagPolicy;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowReader;
import io.tdconnect.tdengine.sink.row.RowReader.FlatRow;
import io.tdconnect.tdengine.sink.row.RowShape;
import io.tdconnect.tdengine.sink.row.RowTarget;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.Subtables;
import io.tdconnect.tdengine.sink.table.TableLayout;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowRouterTest {
    private static final TableMetadata TABLE = new FakeServer().readTable("power", "meters");
    private static final RowTarget TARGET = new RowTarget("power", "meters", List.of(), "ts", RowKind.SUBTABLE);
    private static final RowShape SHAPE =
            new RowReader("_").readRow(Map.of("ts", 1L)).fields.shape(TARGET);
    private static final TableLayout LAYOUT = new TableLayout(SHAPE, TABLE, Records.TIMES, Records.FAULTS);

    private final List<String> written = new ArrayList<>();
    private final FakeServer server = new FakeServer();
    private final Subtables subtables = new Subtables(server, true, TagPolicy.IGNORE);
    private final RowRouter rows = new RowRouter(
            batch -> written.add("bound " + tables(batch)),
            batch -> written.add("text " + tables(batch)),
            server,
            subtables);

    @Test
    void rowsOfSubtablesThatExistAreText() throws SQLException {
        write("a", "b");
        write("a", "b");
        write("a", "c", "b");

        assertThat(written).containsExactly("bound [a, b]", "text [a, b]", "bound [c]", "text [a, b]");
    }

    @Test
    void manyRowsOfASubtableAreBound() throws SQLException {
        write("a");
        write("a", "a", "a", "a");
        write("a", "a", "a", "a", "a");

        assertThat(written).containsExactly("bound [a]", "text [a, a, a, a]", "bound [a, a, a, a, a]");
    }

    @Test
    void whatServersSayIsOutOfDateIsCreatedAgain() throws SQLException {
        write("a");
        subtables.forget();
        write("a");

        assertThat(written).containsExactly("bound [a]", "bound [a]");
    }

    @ParameterizedTest
    @CsvSource({
        "d_1, true",
        "_1, true",
        "温度1, true",
        "d-1, false",
        "d 1, false",
        "'m,host=a', false",
        "00:1b, false",
        "7days, false"
    })
    void knowsNamesThatStatementsTake(String name, boolean bindable) {
        assertThat(RowRouter.isBindable(name)).isEqualTo(bindable);
    }

    @Test
    void rowsWithNamesThatStatementsConfuseAreText() throws SQLException {
        write("a", "b-1", "c");

        assertThat(written).containsExactly("bound [a, c]", "text [b-1]");
    }

    private void write(String... tables) throws SQLException {
        rows.writeBatch(
                new RowBatch(LAYOUT, Stream.of(tables).map(RowRouterTest::row).toList()));
    }

    private static BoundRow row(String table) {
        FlatRow flat = new RowReader("_").readRow(Map.of("ts", 1L));
        return new BoundRow(new Row(Records.of(0, Map.of()), SHAPE, table, flat.values), LAYOUT);
    }

    private static List<String> tables(RowBatch batch) {
        return batch.rows().stream().map(BoundRow::table).toList();
    }
}
