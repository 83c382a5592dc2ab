// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.sink.FakeServer;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.row.RecordMapper;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowShape;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.TableLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowGroupingTest {
    private final RecordMapper mapper = Records.mapper(new RoutingOptions(
            Template.parse("power"), Template.parse("meters"), Template.parse("d{id}"), List.of("groupid"), "ts"));
    private final Map<RowShape, TableLayout> layouts = new HashMap<>();

    @Test
    void putsRowsWithTheSameColumnsIntoOneBatch() {
        List<RowBatch> batches = group(
                map("ts", TS, "id", 1L, "v", 1L),
                map("ts", TS, "id", 2L),
                map("v", 1L, "id", 1L, "ts", TS + 1),
                map("ts", TS + 1, "id", 2L));

        assertThat(batches).extracting(batch -> batch.rows().size()).containsExactly(2, 2);
    }

    @Test
    void keepsTheOrderOfRowsThatMayOverwriteEachOther() {
        List<RowBatch> batches =
                group(map("ts", TS, "id", 1L, "v", 1L), map("ts", TS, "id", 1L), map("ts", TS, "id", 1L, "v", 2L));

        assertThat(batches).extracting(batch -> batch.rows().size()).containsExactly(1, 1, 1);
    }

    @Test
    void startsTheStatementWithTheTimestamp() {
        RowBatch batch = group(map("v", 1L, "groupid", 5L, "id", 1L, "ts", TS)).get(0);

        assertThat(batch.layout().sql)
                .isEqualTo("INSERT INTO `power`.`meters` (`ts`,`id`,`v`,tbname,`groupid`) VALUES (?,?,?,?,?)");
        assertThat(batch.rows().get(0).cell(3)).isEqualTo(5L);
    }

    @SafeVarargs
    private List<RowBatch> group(Map<String, Object>... values) {
        List<BoundRow> bound = new ArrayList<>();
        for (Map<String, Object> value : values) {
            Row row = mapper.map(Records.of(0, value)).get(0);
            TableLayout layout = layouts.computeIfAbsent(
                    row.shape,
                    shape -> new TableLayout(
                            shape, new FakeServer().readTable("power", "meters"), Records.TIMES, Records.FAULTS));
            bound.add(layout.bind(row, false));
        }
        return RowGrouping.group(bound);
    }
}
