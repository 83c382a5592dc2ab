// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @Test
    void quotesAndKeepsTheCase() {
        assertThat(Identifiers.table("Power", "select")).isEqualTo("`Power`.`select`");
        assertThat(Identifiers.column("Größe 1")).isEqualTo("`Größe 1`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a`b", "a\nb"})
    void refusesWhatCannotBeQuoted(String name) {
        assertThatThrownBy(() -> Identifiers.column(name)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Identifiers.database(name)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Identifiers.tableName(name)).isInstanceOf(DataException.class);
    }

    @Test
    void limitsTheLengthInBytes() {
        assertThat(Identifiers.tableName("x".repeat(192))).hasSize(192);
        assertThatThrownBy(() -> Identifiers.tableName("x".repeat(193))).hasMessageContaining("at most 192 bytes");
        assertThatThrownBy(() -> Identifiers.tableName("度".repeat(65))).hasMessageContaining("195");
        assertThat(Identifiers.column("x".repeat(64))).hasSize(66);
        assertThatThrownBy(() -> Identifiers.column("x".repeat(65))).hasMessageContaining("at most 64 bytes");
    }

    @Test
    void refusesDotsInNamesOfTablesAndDatabases() {
        assertThatThrownBy(() -> Identifiers.database("a.b")).hasMessageContaining("without dots");
        assertThatThrownBy(() -> Identifiers.tableName("d.1")).hasMessageContaining("without dots");
    }
}
