// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.mqtt.message.TopicFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    @Test
    void findsNoFiltersOfANewSession() {
        Subscriptions subscriptions = new Subscriptions(filters("a::1"), filters("a::1"), null, "g");

        assertThat(subscriptions.wantedBefore()).isEmpty();
        assertThat(subscriptions.moved()).isEmpty();
    }

    @Test
    void unsubscribesFromRemovedFilters() {
        Subscriptions subscriptions =
                new Subscriptions(filters("a::1"), filters("a::1"), Set.of("a::1", "gone/#::1"), "g");

        assertThat(subscriptions.obsolete()).contains("gone/#").doesNotContain("a");
    }

    @Test
    void findsFiltersThatItHadBeforeWithAnyQos() {
        List<TopicFilter> wanted = filters("a::1", "b::1", "c::0");

        assertThat(new Subscriptions(wanted, wanted, Set.of("a::1", "c::1", "d::1"), "g").wantedBefore())
                .isEqualTo(filters("a::1", "c::0"));
    }

    @Test
    void aTopicIsWantedIfAFilterOfAnyTaskMatches() {
        Subscriptions subscriptions =
                new Subscriptions(filters("a/+::1"), filters("a/+::1", "$share/x/b/#::0"), null, "g");

        assertThat(List.of("a/1", "b", "b/c/d")).allMatch(subscriptions::isWanted);
        assertThat(List.of("a", "a/1/2", "c", "$SYS/a")).noneMatch(subscriptions::isWanted);
    }

    @Test
    void findsAllFiltersThatMatchATopic() {
        Subscriptions subscriptions = new Subscriptions(filters("a/+::1"), filters("a/+::1"), null, "g");

        assertThat(subscriptions.obsolete("a/x"))
                .contains("#", "a/#", "a/x", "a/x/#", "+/+", "+/#", "$share/g/a/#", "$share/g/+/x", "$share/g/a/+")
                .doesNotContain("a/+")
                .allMatch(filter -> TopicFilter.parse(filter).matches("a/x"))
                .hasSize(2 * 11 - 1);
    }

    @Test
    void unsubscribesFromTheUnsharedFormOfASharedFilterAndTheReverse() {
        List<TopicFilter> plain = filters("a::1");
        List<TopicFilter> shared = filters("$share/g/a::1");

        assertThat(new Subscriptions(shared, shared, null, "g").obsolete()).containsExactly("a");
        assertThat(new Subscriptions(plain, plain, null, "g").obsolete()).containsExactly("$share/g/a");
    }

    @Test
    void keepsFiltersForAWhileThatMovedToAnotherTask() {
        Subscriptions subscriptions =
                new Subscriptions(filters("a::1"), filters("a::1", "b::1"), Set.of("a::1", "b::1"), "g");

        assertThat(subscriptions.obsolete()).doesNotContain("b");
        assertThat(subscriptions.moved()).containsExactly("b");
    }

    private static List<TopicFilter> filters(String... texts) {
        return Arrays.stream(texts).map(TopicFilter::parse).toList();
    }
}
