// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
    private final List<String> names =
            IntStream.range(0, 1201).mapToObj(i -> "n" + i).toList();

    @Test
    void pagesTogetherHaveEachNodeOnce() throws ExploreException {
        List<String> read = new ArrayList<>();
        Listing page = page(null);
        page.nodes().forEach(node -> read.add(node.name()));
        while (page.cursor() != null) {
            page = page(page.cursor());
            page.nodes().forEach(node -> read.add(node.name()));
        }
        assertThat(read).isEqualTo(names);
    }

    @Test
    void aListThatBecameShorterEnds() throws ExploreException {
        assertThat(page("1500")).isEqualTo(Listing.all(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "99999999999", ""})
    void otherCursorsAreRefused(String cursor) {
        assertThatThrownBy(() -> page(cursor))
                .isInstanceOf(ExploreException.class)
                .hasMessageContaining("expected the cursor of an earlier page, found " + cursor);
    }

    @Test
    void onlySomeMatchesAreListed() {
        List<Node> all = names.stream()
                .map(name -> Node.leaf(NodePath.of(name), "metric"))
                .toList();
        assertThat(new Matches(all.size(), all).first())
                .hasSize(Matches.MOST_LISTED)
                .isEqualTo(all.subList(0, 500));
    }

    private Listing page(@Nullable String cursor) throws ExploreException {
        return Listing.page(names, cursor, name -> Node.leaf(NodePath.of(name), "metric"));
    }
}
