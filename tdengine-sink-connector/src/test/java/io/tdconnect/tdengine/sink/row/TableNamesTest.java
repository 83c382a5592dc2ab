// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.sink.config.TableNameOptions;
import io.tdconnect.tdengine.sink.config.TableNameOptions.ForbiddenCharacters;
import io.tdconnect.tdengine.sink.config.TableNameOptions.LongNames;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNamesTest {
    private final TableNames failing =
            new TableNames(new TableNameOptions(ForbiddenCharacters.REPLACE, "_", LongNames.FAIL));
    private final TableNames cutting =
            new TableNames(new TableNameOptions(ForbiddenCharacters.REPLACE, "", LongNames.TRUNCATE_WITH_HASH));

    @Test
    void replacesWhatTdengineDoesNotAllow() {
        assertThat(failing.table("a.b`c\td e-ü度")).isEqualTo("a_b_c_d e-ü度");
        assertThat(cutting.table("a.b")).isEqualTo("ab");
        assertThatThrownBy(() -> cutting.table("..")).hasMessageContaining("empty");
    }

    @Test
    void refusesWhatTdengineDoesNotAllow() {
        TableNames strict =
                new TableNames(new TableNameOptions(ForbiddenCharacters.FAIL, "_", LongNames.TRUNCATE_WITH_HASH));
        assertThat(strict.table("d e-ü度")).isEqualTo("d e-ü度");
        assertThatThrownBy(() -> strict.table("a.b"))
                .isInstanceOfSatisfying(
                        RowException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BAD_NAME))
                .hasMessageContaining("'.' at position 1")
                .hasMessageContaining("table.name.characters=replace");
        assertThatThrownBy(() -> strict.table("a\nb")).hasMessageContaining("a control character at position 1");
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(failing.table("x".repeat(192))).hasSize(192);
        assertThatThrownBy(() -> failing.table("度".repeat(65)))
                .isInstanceOfSatisfying(
                        RowException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BAD_NAME))
                .hasMessageContaining("195")
                .hasMessageContaining("table.name.policy");
    }

    @Test
    void cutsNamesThatAreTooLongAndKeepsThemDistinct() {
        String one = cutting.table("度".repeat(65) + "1");
        String other = cutting.table("度".repeat(65) + "2");

        assertThat(one)
                .isNotEqualTo(other)
                .startsWith("度".repeat(58) + "_")
                .isEqualTo(cutting.table("度".repeat(65) + "1"));
        assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(189, 192);
        assertThat(cutting.table("x".repeat(500))).hasSize(192);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud800", "\udc00a", "\ud800\ud800\udc00"})
    void refusesHalfASurrogatePair(String name) {
        assertThatThrownBy(() -> failing.table(name))
                .isInstanceOfSatisfying(
                        RowException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BAD_NAME))
                .hasMessageContaining("half a pair of surrogates");
        assertThatThrownBy(() -> Identifiers.column(name)).isInstanceOf(DataException.class);
        assertThat(failing.table("a😀")).isEqualTo("a😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a`b", "a\nb", "a\ud800"})
    void databasesHaveNamesThatTdengineAllows(String name) {
        for (String database : List.of(name, "x".repeat(65))) {
            assertThatThrownBy(() -> TableNames.database(database))
                    .isInstanceOfSatisfying(
                            RowException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BAD_NAME));
        }
        assertThat(TableNames.database("x".repeat(64))).hasSize(64);
    }
}
