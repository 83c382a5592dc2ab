// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.source.message.CreatedTables.Created;
import io.tdconnect.tdengine.tmq.ChildTable;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreatedTablesTest {
    private static final List<Column> TAGS = List.of(
            new Column("big", ColumnType.BIGINT),
            new Column("at", ColumnType.TIMESTAMP),
            new Column("ub", ColumnType.BIGINT_UNSIGNED),
            new Column("f", ColumnType.FLOAT),
            new Column("d", ColumnType.DOUBLE),
            new Column("yes", ColumnType.BOOL),
            new Column("text", ColumnType.NCHAR, 20),
            new Column("bytes", ColumnType.VARBINARY, 8),
            new Column("none", ColumnType.INT));

    @Test
    void readersFindEveryDigitAndByte() throws SQLException {
        TableCatalog.TableInfo info = new TableCatalog.TableInfo(
                "m",
                TAGS,
                Arrays.asList(
                        9_007_199_254_740_993L,
                        1_700_000_000_123_456_789L,
                        new BigDecimal("18446744073709551615"),
                        1.1f,
                        Double.MAX_VALUE,
                        true,
                        "\"it's\" \\ 电\n",
                        new byte[] {0, (byte) 0xff},
                        null));

        Created created = new Created(told("d1", TAGS), info);
        assertThat(created.isExact()).isFalse();
        assertThat(created.isCurrent()).isTrue();

        MetadataEvent event = MetadataEvent.parse(CreatedTables.json(List.of(created)));

        assertThat(event.type()).isEqualTo("create");
        assertThat(event.fields()).containsEntry("tagNum", 9L);
        ChildTable table = event.children().get(0);
        assertThat(table.name()).isEqualTo("d1");
        assertThat(table.supertable()).isEqualTo("m");
        assertThat(table.tags())
                .extracting(ChildTable.Tag::name)
                .containsExactly("big", "at", "ub", "f", "d", "yes", "text", "bytes");
        assertThat(table.tags())
                .extracting(ChildTable.Tag::value)
                .containsExactly(
                        9_007_199_254_740_993L,
                        1_700_000_000_123_456_789L,
                        new BigInteger("18446744073709551615"),
                        1.1,
                        Double.MAX_VALUE,
                        true,
                        "\"it's\" \\ 电\n",
                        "\\x00FF");
    }

    @Test
    void tablesOfOneEventStayInOne() throws SQLException {
        TableCatalog.TableInfo info = new TableCatalog.TableInfo("m", TAGS.subList(0, 1), List.of(1L));

        MetadataEvent event = MetadataEvent.parse(CreatedTables.json(
                List.of(new Created(told("d1", info.tags()), info), new Created(told("d2", info.tags()), info))));

        assertThat(event.children()).extracting(ChildTable::name).containsExactly("d1", "d2");
    }

    @Test
    void eventsWithAllTagsAreExact() {
        List<ChildTable.Tag> tags =
                List.of(new ChildTable.Tag("n", ColumnType.INT, 5L), new ChildTable.Tag("s", ColumnType.NCHAR, "text"));
        List<Column> columns = List.of(new Column("n", ColumnType.INT), new Column("s", ColumnType.NCHAR, 10));
        ChildTable told = new ChildTable("d1", "m", tags, 2);

        assertThat(new Created(told, new TableCatalog.TableInfo("m", columns, List.of(5, "text"))).isExact())
                .isTrue();
        assertThat(new Created(told, new TableCatalog.TableInfo("m", columns, List.of(6, "text"))).isExact())
                .isFalse();
        assertThat(new Created(told, new TableCatalog.TableInfo("m", columns.subList(0, 1), List.of(5))).isCurrent())
                .as("s was renamed")
                .isFalse();
        ChildTable cut = new ChildTable("d1", "m", tags.subList(0, 1), 2);
        Created complete = new Created(cut, new TableCatalog.TableInfo("m", columns, List.of(5, "text")));
        assertThat(complete.isExact()).isFalse();
        assertThat(CreatedTables.json(List.of(complete))).contains("\\\"text\\\"");
    }

    private static ChildTable told(String name, List<Column> tags) {
        List<ChildTable.Tag> rounded = tags.stream()
                .map(tag -> new ChildTable.Tag(tag.name(), tag.type(), 1.0))
                .toList();
        return new ChildTable(name, "m", rounded, tags.size());
    }
}
