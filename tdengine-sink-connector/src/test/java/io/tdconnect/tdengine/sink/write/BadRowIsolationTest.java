// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import static io.tdconnect.tdengine.sink.Records.TS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.FakeServer;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowReader;
import io.tdconnect.tdengine.sink.row.RowReader.FlatRow;
import io.tdconnect.tdengine.sink.row.RowTarget;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.TableLayout;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRowIsolationTest {
    private static final int ROWS = 1024;
    private static final int LEVELS = 10;
    private static final TableMetadata TABLE = new FakeServer().readTable("power", "meters");

    private final Set<Long> bad = new HashSet<>();
    private final Map<Long, Integer> sent = new HashMap<>();
    private final List<Long> accepted = new ArrayList<>();
    private final List<BadRecord> found = new ArrayList<>();
    private int requests;

    @ParameterizedTest
    @ValueSource(longs = {0, 511, 700, 1023})
    void whatIsAcceptedIsNotSentAgain(long poison) throws SQLException {
        bad.add(poison);

        write();

        assertThat(accepted).hasSize(ROWS - 1).doesNotHaveDuplicates().doesNotContain(poison);
        assertThat(found).hasSize(1);
        assertThat(requests).isEqualTo(1 + 2 * LEVELS);
        // Once with all, once with its half; after that only together with the bad row.
        assertThat(sent.values()).allMatch(times -> times <= 1 + LEVELS);
        assertThat(sent.values().stream().filter(times -> times > 2)).hasSize(ROWS / 2);
        assertThat(sent.values().stream().mapToInt(Integer::intValue).sum()).isLessThan(3 * ROWS);
    }

    @Test
    void tenPercentOfPoisonCostLessThanEachRowByItself() throws SQLException {
        for (long row = 3; row < ROWS; row += 10) {
            bad.add(row);
        }

        write();

        assertThat(accepted).hasSize(ROWS - bad.size()).doesNotHaveDuplicates();
        assertThat(found).hasSameSizeAs(bad);
        assertThat(requests).isLessThan(ROWS);
    }

    private void write() throws SQLException {
        FlatRow flat = new RowReader("_").readRow(Map.of("ts", TS));
        RowTarget target = new RowTarget("power", "meters", List.of(), "ts", RowKind.SUBTABLE);
        TableLayout layout = new TableLayout(flat.fields.shape(target), TABLE, Records.TIMES, Records.FAULTS);
        List<BoundRow> rows =
                IntStream.range(0, ROWS).mapToObj(i -> row(layout, i)).toList();
        new BadRowIsolation(this::execute, unchanged -> false, found).writeBatch(new RowBatch(layout, rows));
    }

    private static BoundRow row(TableLayout layout, long time) {
        BoundRow row =
                new BoundRow(new Row(Records.of(time, Map.of()), layout.shape, "d1", new Object[] {time}), layout);
        row.set(0, time);
        return row;
    }

    private void execute(RowBatch batch) throws SQLException {
        requests++;
        batch.rows().forEach(row -> sent.merge(row.timestamp(), 1, Integer::sum));
        if (batch.rows().stream().anyMatch(row -> bad.contains(row.timestamp()))) {
            throw new SQLException("refused", null, 0x200);
        }
        batch.rows().forEach(row -> accepted.add(row.timestamp()));
    }
}
