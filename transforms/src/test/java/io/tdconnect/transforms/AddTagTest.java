// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddTagTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "site=north\nline:INT=7",
                "add-tag:site=north\nadd-tag:line:INT=7",
                "-T add-tag:site=north -T add-tag:line:INT=7"
            })
    void addsFieldsAndNamesThemInTheHeader(String tags) {
        SinkRecord row = tags("tags", tags).apply(row("{\"id\":1,\"group\":2}", "group"));

        assertThat(Records.text(row.value())).isEqualTo("{id=1, group=2, site=north, line=7}");
        assertThat(row.valueSchema().field("line").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
        assertThat(Routing.read(row.headers()).tags()).containsExactly("group", "site", "line");
    }

    @Test
    void replacesTagsOfTheSameNameAndAddsToEveryRow() {
        SinkRecord list = tags("tags", "group=a=b").apply(row("[{\"group\":1},{\"group\":2}]", "group"));

        assertThat((List<?>) list.value()).extracting(Records::text).containsExactly("{group=a=b}", "{group=a=b}");
        assertThat(Routing.read(list.headers()).tags()).containsExactly("group");
    }

    @Test
    void recordsWithoutTagsFollowThePolicy() {
        SinkRecord plain = Records.parse().apply(Records.of("{\"id\":1}"));

        assertThatThrownBy(() -> tags("tags", "site=north").apply(plain))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing.tags");
        assertThat(Routing.read(tags("tags", "site=north", "missing.tags", "create")
                                .apply(plain)
                                .headers())
                        .tags())
                .containsExactly("site");
        assertThat(tags("tags", "site=north", "missing.tags", "leave")
                        .apply(plain)
                        .headers())
                .isEmpty();
        assertThat(plain.headers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "site", "=north", "a=1\na=2", "a:INT=x", "a:NUMBER=1", "`a,b`=1", "a as b=1"})
    void refusesWhatMakesNoSense(String tags) {
        assertThatThrownBy(() -> tags("tags", tags))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tags");
    }

    private static SinkRecord row(String json, String tags) {
        SinkRecord row = Records.parse().apply(Records.of(json));
        new Routing(null, null, null, List.of(tags), null).writeTo(row.headers());
        return row;
    }

    private static AddTag<SinkRecord> tags(String... options) {
        AddTag<SinkRecord> transform = new AddTag<>();
        transform.configure(Records.map(options));
        return transform;
    }
}
