// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.Routing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renaming by a map of names, {@code rename-child-table:map:@map.csv}. */
class RenameByMapTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d1,new_1\nd2,new 2\n",
                "\uFEFF d1 , new_1 \r\n\r\nd2,new 2",
                "{\"d1\": \"new_1\", \"d2\": \"new 2\"}"
            })
    void theFileGivesNamesAndOthersStay(String content) throws IOException {
        RenameTable<SinkRecord> rename = rename("rename-child-table:map:@" + file(content));

        assertThat(table(rename, "d1")).isEqualTo("new_1");
        assertThat(table(rename, "d2")).isEqualTo("new 2");
        assertThat(table(rename, "d3")).isEqualTo("d3");
    }

    @Test
    void theMapMayStandInTheOptionBetweenOthers() {
        RenameTable<SinkRecord> rename = rename("rename-table:prefix:x_\nrename-child-table:map:{\"x_d1\":\"new\"}");

        assertThat(table(rename, "d1")).isEqualTo("new");
        assertThat(table(rename, "d2")).isEqualTo("x_d2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n \n",
                "secret",
                "d1,secret\nsecret",
                "d1,a,secret",
                "\"d1\",secret",
                "d1,",
                ",secret",
                "d1,a\nd1,secret",
                "{\"d1\": \"secret\", \"d1\": \"b\"}",
                "{\"d1\": \"secret\"",
                "{\"secret\": 7}",
                "{\"secret\": \"\"}",
                "{}"
            })
    void aDamagedFileIsRefusedWithItsPlaceAndWithoutItsText(String content) throws IOException {
        String option = "rename-child-table:map:@" + file(content);

        assertThatThrownBy(() -> rename(option))
                .isInstanceOfAny(ConfigException.class, IllegalArgumentException.class)
                .hasMessageContaining("map:")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"map:", "map:map.csv", "map:@/no/such/file", "map:[1]"})
    void whatIsNoMapIsRefused(String method) {
        assertThatThrownBy(() -> rename("rename-child-table:" + method))
                .isInstanceOfAny(ConfigException.class, IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("names"), content).toString();
    }

    private static RenameTable<SinkRecord> rename(String option) {
        RenameTable<SinkRecord> transform = new RenameTable<>();
        transform.configure(Map.of("rename", option));
        return transform;
    }

    private static String table(RenameTable<SinkRecord> rename, String name) {
        SinkRecord row = Records.mapToTable("table", "{id}", "stable", "meters")
                .apply(Records.parse().apply(Records.of("{\"id\":\"" + name + "\",\"v\":1}")));
        return String.valueOf(Routing.read(rename.apply(row).headers()).table());
    }
}
