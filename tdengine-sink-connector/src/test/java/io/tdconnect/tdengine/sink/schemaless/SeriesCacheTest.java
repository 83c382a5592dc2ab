// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.RowOptions.NullValues;
import io.tdconnect.tdengine.sink.config.TextOptions;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.row.RetainedBytes;
import io.tdconnect.tdengine.sink.row.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesCacheTest {
    private final TextMapper mapper = new TextMapper(
            Records.options(
                    new RoutingOptions(Template.parse("{db}"), Template.parse("{topic}"), null, List.of(), "ts"),
                    NullValues.IGNORE),
            new TextOptions(ValueFormat.LINE, TextPrecision.AUTO));

    @Test
    void textsOfTheSameHashInJavaHaveDifferentOnesHere() {
        SeriesCache cache = new SeriesCache("d", new RetainedBytes(1_000_000));
        Set<Long> hashes = new HashSet<>();

        for (int series = 0; series < 1 << 14; series++) {
            StringBuilder text = new StringBuilder("m,t=");
            for (int bit = 0; bit < 14; bit++) {
                text.append((series >> bit & 1) == 0 ? "Aa" : "BB");
            }
            hashes.add(hash(cache, text.toString()));
        }

        assertThat(hashes).hasSize(1 << 14);
    }

    @Test
    void everyCacheHasHashesOfItsOwn() {
        RetainedBytes retained = new RetainedBytes(1_000_000);

        assertThat(hash(new SeriesCache("d", retained), "m,t=a"))
                .isNotEqualTo(hash(new SeriesCache("d", retained), "m,t=a"));
    }

    private static long hash(SeriesCache cache, String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * cache.multiplier() + text.charAt(i);
        }
        return hash;
    }

    @Test
    void seriesThatNoTableCanHaveAreNotRemembered() {
        for (int series = 0; series < 100; series++) {
            StringBuilder line = new StringBuilder("m");
            for (int tag = 0; tag < 64; tag++) {
                line.append(",t").append(tag).append('=').append(series).append("x".repeat(16_000));
            }
            assertThat(rows("power", line.append(" v=1 1").toString())).hasSize(1);
        }

        assertThat(mapper.retained()).isLessThan(50_000);
    }

    @Test
    void whatIsRememberedIsBoundedOverAllDatabases() {
        long most = 0;
        for (int series = 0; series < 20_000; series++) {
            rows("db" + series % 12, "m,t=" + "x".repeat(4_000) + series + " v=1 1");
            most = Math.max(most, mapper.retained());
        }

        assertThat(most).isBetween(60_000_000L, 65_000_000L);
    }

    @Test
    void whatIsRememberedOfFieldsWhoseNamesAreDataIsBounded() {
        long most = 0;
        for (int line = 0; line < 500; line++) {
            StringBuilder fields = new StringBuilder();
            for (int field = 0; field < 2_000; field++) {
                fields.append(field == 0 ? "" : ",")
                        .append("f")
                        .append(line)
                        .append('_')
                        .append(field)
                        .append("=1");
            }
            assertThat(rows("power", "m,t=a " + fields + " 1")).hasSize(1);
            most = Math.max(most, mapper.retained());
        }

        assertThat(most).isBetween(10_000_000L, 65_000_000L);
    }

    @Test
    void seriesAreReadAgainAfterTheyWereForgotten() {
        List<Row> first = rows("power", "m,t=a v=1 1");
        for (int series = 0; series < 6_000; series++) {
            rows("power", "m,t=" + "x".repeat(8_000) + series + " v=1 1");
        }
        List<Row> again = rows("power", "m,t=a v=1 1");

        assertThat(again).singleElement().satisfies(row -> {
            assertThat(row.table).isEqualTo(first.get(0).table);
            assertThat(row.shape.names).isEqualTo(first.get(0).shape.names);
        });
    }

    private List<Row> rows(String database, String text) {
        List<BadRecord> bad = new ArrayList<>();
        org.apache.kafka.connect.sink.SinkRecord entry = Records.of(0, text);
        entry.headers().addString("td.database", database);
        List<Row> rows = mapper.map(entry, bad);
        assertThat(bad).isEmpty();
        return rows;
    }
}
