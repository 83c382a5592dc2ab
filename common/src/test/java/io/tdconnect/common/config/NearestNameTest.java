// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of(
            "keep.alive.ms", "clean.session", "client.id.prefix", "protocol.version", "batch.rows", "topics", "tags");

    @ParameterizedTest
    @CsvSource({
        "keep_alive, keep.alive.ms",
        "clean_session, clean.session",
        "CLEAN-SESSION, clean.session",
        "client_id, client.id.prefix",
        "version, protocol.version",
        "batch.row, batch.rows",
        "bach.rows, batch.rows",
        "topic, topics",
        "tag, tags"
    })
    void findsWhatWasMeant(String found, String meant) {
        assertThat(NearestName.of(found, KNOWN)).contains(meant);
        assertThat(NearestName.hint(found, KNOWN)).isEqualTo("; did you mean " + meant + "?");
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(NearestName.of("password", KNOWN)).isEmpty();
        assertThat(NearestName.of("", KNOWN)).isEmpty();
        assertThat(NearestName.of("t".repeat(1_000_000), KNOWN)).isEmpty();
        assertThat(NearestName.hint("password", KNOWN)).isEmpty();
        // A third of the shorter name is near enough, one letter more is not.
        assertThat(NearestName.of("xyzw", List.of("xyz"))).contains("xyz");
        assertThat(NearestName.of("xyzwv", List.of("xyz"))).isEmpty();
        assertThat(NearestName.of("axcxex", List.of("abcdef"))).isEmpty();
    }

    @Test
    void lettersThatChangedPlacesAreOneChangeAndOneLetterIsNoName() {
        assertThat(NearestName.of("modle", List.of("global", "model"))).contains("model");
        assertThat(NearestName.of("a", List.of("b", "ts"))).isEmpty();
    }
}
