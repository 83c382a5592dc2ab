// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SampleCollectorTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void waitsUntilThereAreEnough() throws Exception {
        SampleCollector collector = new SampleCollector(new SampleLimits(2, LONG, 100));
        CompletableFuture<Void> client = CompletableFuture.runAsync(() -> {
            collector.add(sample("a"));
            collector.add(sample("b"));
        });
        Samples samples = collector.await();
        client.join();
        assertThat(samples.samples()).extracting(SampleCollectorTest::text).containsExactly("a", "b");
        assertThat(samples.more()).isFalse();
        assertThat(collector.done()).isTrue();
    }

    @Test
    void returnsWhatCameInTheTime() throws Exception {
        SampleCollector collector = new SampleCollector(new SampleLimits(2, Duration.ofMillis(1), 100));
        collector.add(sample("a"));
        assertThat(collector.await().samples()).hasSize(1);
        assertThat(collector.done()).isTrue();
        assertThat(collector.millisLeft()).isZero();
    }

    @Test
    void aClientThatHasNoMoreEndsTheWaiting() throws Exception {
        SampleCollector collector = new SampleCollector(new SampleLimits(2, LONG, 100));
        collector.add(sample("a"));
        collector.end();
        assertThat(collector.await().samples()).hasSize(1);
    }

    @Test
    void furtherSamplesAreRefused() {
        SampleCollector collector = new SampleCollector(new SampleLimits(1, LONG, 100));
        assertThat(collector.add(sample("a"))).isTrue();
        assertThat(collector.add(sample("b"))).isFalse();
        assertThat(collector.samples().samples()).hasSize(1);
        assertThat(collector.samples().more()).isTrue();
    }

    @Test
    void longValuesAreCut() {
        SampleCollector collector = new SampleCollector(new SampleLimits(5, LONG, 3));
        collector.add(sample("abc"));
        collector.add(sample("abcd"));
        assertThat(collector.samples().samples())
                .extracting(SampleCollectorTest::text, Sample::cut)
                .containsExactly(tuple("abc", false), tuple("abc", true));
    }

    @Test
    void limitsArePositive() {
        assertThatThrownBy(() -> new SampleLimits(0, LONG, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SampleLimits(1, Duration.ZERO, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SampleLimits(1, LONG, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Sample sample(String text) {
        return new Sample("t", null, 0, Map.of(), text.getBytes(UTF_8), false);
    }

    private static String text(Sample sample) {
        return new String(sample.value(), UTF_8);
    }
}
