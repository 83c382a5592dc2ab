// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.sink.SinkPreview.PreviewColumn;
import io.tdconnect.tdengine.sink.SinkPreview.PreviewRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class SinkPreviewTest {
    private static final Map<String, String> CONFIG =
            Map.of("database", "power", "stable", "meters", "table", "d{id}", "tags", "groupid,location");

    @Test
    void showsTablesTypesAndSql() {
        List<PreviewRow> rows = new SinkPreview(CONFIG)
                .rows(Records.of(
                        0,
                        map("ts", TS, "id", 7L, "note", "it's \\ fine", "raw", new byte[] {1, -1}, "location", "x")));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.database()).isEqualTo("power");
            assertThat(row.stable()).isEqualTo("meters");
            assertThat(row.table()).isEqualTo("d7");
            assertThat(row.tags()).containsExactly(new PreviewColumn("location", "VARCHAR(16)", "x"));
            assertThat(row.columns())
                    .startsWith(
                            new PreviewColumn("ts", "TIMESTAMP", Instant.ofEpochMilli(TS)),
                            new PreviewColumn("id", "BIGINT", 7L),
                            new PreviewColumn("note", "VARCHAR(16)", "it's \\ fine"));
            assertThat(row.sql())
                    .isEqualTo(
                            "INSERT INTO `power`.`d7` USING `power`.`meters` (`location`) TAGS ('x')"
                                    + " (`ts`,`id`,`note`,`raw`) VALUES ('2023-11-14T22:13:20Z',7,'it\\'s \\\\ fine','\\x01ff')");
        });
    }

    @Test
    void showsEveryLineOfText() {
        SinkPreview preview = new SinkPreview(Map.of("database", "power", "value.format", "line"));

        List<PreviewRow> rows =
                preview.rows(Records.of(0, "m,t=a v=1.5f32,n=L\"é\" 1700000000123456789\nm v=t 1700000000000000000"));

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).columns())
                .containsExactly(
                        new PreviewColumn("_ts", "TIMESTAMP", Instant.parse("2023-11-14T22:13:20.123456789Z")),
                        new PreviewColumn("v", "FLOAT", 1.5f),
                        new PreviewColumn("n", "NCHAR(4)", "é"));
        assertThat(rows.get(1).tags()).containsExactly(new PreviewColumn("_tag_null", "NCHAR(1)", null));
        assertThat(rows.get(1).sql()).contains("USING `power`.`m` (`_tag_null`) TAGS (NULL)");
    }

    @Test
    void saysWhyARecordIsBad() {
        assertThatThrownBy(() -> new SinkPreview(CONFIG).rows(Records.of(0, map("ts", TS))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{id}");
        assertThatThrownBy(() -> new SinkPreview(Map.of("batch.rows", "x"))).isInstanceOf(ConfigException.class);
    }
}
