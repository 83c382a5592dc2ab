// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.FakeServer;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.TextRows;
import io.tdconnect.tdengine.sink.config.TableOptions.TagPolicy;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.Subtables;
import io.tdconnect.tdengine.sink.table.TableLayout;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlRowWriterTest {
    private static final TableMetadata TABLE = new TableMetadata(
            "power",
            "m",
            Precision.NS,
            List.of(
                    new Column("_ts", ColumnType.TIMESTAMP),
                    new Column("v", ColumnType.DOUBLE),
                    new Column("s", ColumnType.VARCHAR, 64),
                    new Column("b", ColumnType.VARBINARY, 64)),
            List.of(new Column("t", ColumnType.NCHAR, 64)),
            null);

    private final List<String> statements = new ArrayList<>();

    @Test
    void writesTablesAndRowsInOneStatement() throws SQLException {
        write(
                SqlRowWriter.MAX_BYTES,
                "m,t=a\\ b v=1.5,s=\"it's \\\\\",b=B\"\\x01ff\" 5\nm,t=c v=2,s=\"\",b=B\"\" 6\n"
                        + "m,t=a\\ b v=-3e-9,s=\"x\",b=B\"A\" 7");

        assertThat(statements)
                .singleElement()
                .asString()
                .matches(
                        "INSERT INTO `power`.`t_\\w+` USING `power`.`m` \\(`t`\\) TAGS \\('a b'\\) \\(`_ts`,`v`,`s`,`b`\\) VALUES"
                                + " \\(5,1.5,'it\\\\'s \\\\\\\\','\\\\x01ff'\\) \\(7,-3.0E-9,'x','\\\\x41'\\)"
                                + " `power`.`t_\\w+` USING .* TAGS \\('c'\\) .* VALUES \\(6,2.0,'','\\\\x'\\)");
    }

    @Test
    void startsAnotherStatementBeforeOneGetsTooLong() throws SQLException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 500; i++) {
            lines.append("m,t=量é")
                    .append(i % 7)
                    .append(" v=1,s=\"é度\",b=B\"x\" ")
                    .append(i)
                    .append('\n');
        }

        write(2_000, lines.toString());

        assertThat(statements)
                .hasSizeGreaterThan(3)
                .allSatisfy(sql -> assertThat(sql.getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(2_000 + "INSERT INTO".length()));
        // Each statement but the last is full: no further row would have fitted.
        assertThat(statements.subList(0, statements.size() - 1))
                .allSatisfy(
                        sql -> assertThat(sql.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(1_850));
        assertThat(statements.stream()
                        .mapToInt(sql -> sql.split("'é度'", -1).length - 1)
                        .sum())
                .isEqualTo(500);
    }

    @Test
    void refusesWhatSqlCannotHoldAsABadValue() {
        assertThatThrownBy(() -> write(1_000, "m,t=a v=1,s=\"nul \0\",b=B\"\" 5"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(0x216))
                .hasMessageContaining("Column s VARCHAR");
        assertThat(statements).isEmpty();
    }

    private void write(int maxBytes, String lines) throws SQLException {
        List<Row> rows = TextRows.line(lines).rows;
        TableLayout layout = new TableLayout(rows.get(0).shape, TABLE, Records.TIMES, Records.FAULTS);
        List<BoundRow> bound = rows.stream().map(row -> layout.bind(row, false)).toList();
        RowWriter text = new SqlRowWriter(statements::add, maxBytes);
        FakeServer tables = new FakeServer();
        new RowRouter(null, text, tables, new Subtables(tables, true, TagPolicy.IGNORE))
                .writeBatch(new RowBatch(layout, bound));
    }
}
