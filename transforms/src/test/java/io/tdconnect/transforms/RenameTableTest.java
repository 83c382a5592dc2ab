// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenameTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            rename-table:prefix:a_ ; a_meters ; a_prefix1x9
            rename-child-table:prefix:a_ ; meters ; a_prefix1x9
            rename-super-table:prefix:a_ ; a_meters ; prefix1x9
            rename-table:suffix:_b ; meters_b ; prefix1x9_b
            rename-child-table:template:{site}_{name}_{topic} ; meters ; north_prefix1x9_topic
            rename-super-table:template:s{site:none} ; snorth ; prefix1x9
            rename-child-table:replace_with_regex:^prefix1(?<old>)::prefix2_$old ; meters ; prefix2_x9
            rename-child-table:replace_with_regex:^prefix1(?<old>.*)::prefix2_$old ; meters ; prefix2_x9
            rename-child-table:replace_with_regex:^prefix1(?<old>.*)::${old}_2 ; meters ; x9_2
            rename-child-table:replace-with-regex:(\\w)(\\d)::$2$1$$ ; meters ; prefi1x$9x$
            rename-table:replace_with_regex:nothing::x ; meters ; prefix1x9
            rename-table:replace_with_regex:e:: ; mtrs ; prfix1x9
            rename-table:prefix:a:b ; a:bmeters ; a:bprefix1x9
            """)
    void takesTheSyntaxOfTaosx(String rename, String stable, String table) {
        Routing routing = Routing.read(rename("rename", rename).apply(row()).headers());

        assertThat(routing).isEqualTo(new Routing("db", stable, table, List.of("site"), "ts"));
    }

    @Test
    void appliesSeveralInOrder() {
        String commandLine = "-T rename-child-table:prefix:a_ --transform rename-table:suffix:_z";

        assertThat(Routing.read(rename("rename", commandLine).apply(row()).headers())
                        .table())
                .isEqualTo("a_prefix1x9_z");
        assertThat(Routing.read(rename("rename", "rename-table:suffix:1\nrename-child-table:suffix:2")
                                .apply(row())
                                .headers())
                        .table())
                .isEqualTo("prefix1x912");
    }

    @Test
    void renamesTheTableOfEveryRowOfList() {
        SinkRecord list = Records.mapToTable("table", "d{id}", "stable", "meters")
                .apply(Records.parse().apply(Records.of("[{\"id\":1},{\"id\":2}]")));

        SinkRecord renamed =
                rename("rename", "rename-child-table:template:{name}_{id}").apply(list);

        assertThat(Routing.readRows(renamed.headers(), 2))
                .extracting(Routing::table)
                .containsExactly("d1_1", "d2_2");
        assertThat(Routing.read(renamed.headers()).stable()).isEqualTo("meters");
    }

    @Test
    void takesOptionsToo() {
        Routing routing = Routing.read(rename(
                        "tables",
                        "child",
                        "regex",
                        "^prefix1(.*)",
                        "replacement",
                        "d$1",
                        "template",
                        "{name}_{site}",
                        "prefix",
                        "p_",
                        "suffix",
                        "_s")
                .apply(row())
                .headers());

        assertThat(routing.table()).isEqualTo("p_dx9_north_s");
        assertThat(routing.stable()).isEqualTo("meters");
    }

    @Test
    void recordsWithoutNamesFollowThePolicy() {
        SinkRecord plain = Records.of(null, Map.of("id", 1));

        assertThatThrownBy(() -> rename("prefix", "a_").apply(plain))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing.name");
        assertThat(rename("prefix", "a_", "missing.name", "pass").apply(plain)).isEqualTo(plain);
        assertThatThrownBy(() -> rename("template", "{nowhere}").apply(row()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("nowhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rename-table",
                "rename-table:prefix",
                "rename-table:prefix:",
                "rename:prefix:x",
                "rename-table:infix:x",
                "rename-table:replace_with_regex:x",
                "rename-table:replace_with_regex:(::x",
                "rename-table:replace_with_regex:(?<a>x)::$b",
                "rename-table:replace_with_regex:(?<a>x)::$a_x",
                "rename-table:template:{"
            })
    void refusesWhatMakesNoSense(String rename) {
        assertThatThrownBy(() -> rename("rename", rename))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rename")
                .hasMessageContaining("expected");
    }

    @Test
    void refusesNoRenamingAtAll() {
        assertThatThrownBy(() -> rename()).isInstanceOf(ConfigException.class).hasMessageContaining("prefix");
        assertThatThrownBy(() -> rename("regex", "("))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("regex");
    }

    private static SinkRecord row() {
        SinkRecord row = Records.of(null, Map.of("site", "north"));
        new Routing("db", "meters", "prefix1x9", List.of("site"), "ts").writeTo(row.headers());
        return row;
    }

    private static RenameTable<SinkRecord> rename(String... options) {
        RenameTable<SinkRecord> transform = new RenameTable<>();
        transform.configure(Records.map(options));
        return transform;
    }
}
