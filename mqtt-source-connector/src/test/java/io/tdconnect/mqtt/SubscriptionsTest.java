// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    @Test
    void knowsNothingOfANewSession() {
        Subscriptions subscriptions = new Subscriptions(filters("a::1"), filters("a::1"), null, "g");

        assertThat(subscriptions.added()).isEqualTo(filters("a::1"));
        assertThat(subscriptions.moved()).isEmpty();
    }

    @Test
    void givesUpWhatWasRemoved() {
        Subscriptions subscriptions =
                new Subscriptions(filters("a::1"), filters("a::1"), Set.of("a::1", "gone/#::1"), "g");

        assertThat(subscriptions.obsolete()).contains("gone/#").doesNotContain("a");
    }

    @Test
    void addsWhatIsNewOrHasAnotherQos() {
        List<TopicFilter> wanted = filters("a::1", "b::1", "c::0");

        assertThat(new Subscriptions(wanted, wanted, Set.of("a::1", "c::1"), "g").added())
                .isEqualTo(filters("b::1", "c::0"));
    }

    @Test
    void givesUpTheUnsharedFormOfASharedFilterAndTheReverse() {
        List<TopicFilter> plain = filters("a::1");
        List<TopicFilter> shared = filters("$share/g/a::1");

        assertThat(new Subscriptions(shared, shared, null, "g").obsolete()).containsExactly("a");
        assertThat(new Subscriptions(plain, plain, null, "g").obsolete()).containsExactly("$share/g/a");
    }

    @Test
    void keepsAWhileWhatMovedToAnotherTask() {
        Subscriptions subscriptions =
                new Subscriptions(filters("a::1"), filters("a::1", "b::1"), Set.of("a::1", "b::1"), "g");

        assertThat(subscriptions.obsolete()).doesNotContain("b");
        assertThat(subscriptions.moved()).containsExactly("b");
    }

    private static List<TopicFilter> filters(String... texts) {
        return Arrays.stream(texts).map(TopicFilter::parse).toList();
    }
}
