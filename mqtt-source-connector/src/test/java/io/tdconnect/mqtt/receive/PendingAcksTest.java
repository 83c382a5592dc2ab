// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.mqtt.receive.PendingAcks.Ack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PendingAcksTest {
    private final List<Integer> sent = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final MqttMetrics metrics = new MqttMetrics();
    private final PendingAcks acks = new PendingAcks(sent::add, now::get, metrics);

    @Test
    void acknowledgesInTheOrderOfArrival() {
        Ack first = acks.register(7);
        Ack second = acks.register(8);
        Ack third = acks.register(3);

        third.acknowledge();
        second.acknowledge();
        assertThat(sent).isEmpty();
        first.acknowledge();

        assertThat(sent).containsExactly(7, 8, 3);
        assertThat(acks.size()).isZero();
    }

    @Test
    void acknowledgesOnce() {
        Ack ack = acks.register(1);

        ack.acknowledge();
        ack.acknowledge();

        assertThat(sent).containsExactly(1);
        assertThat(metrics.acknowledged.sum()).isEqualTo(1);
    }

    @Test
    void acknowledgesNothingAfterTheConnectionHasEnded() {
        Ack ack = acks.register(1);
        acks.close();

        ack.acknowledge();

        assertThat(sent).isEmpty();
        assertThat(metrics.late.sum()).isEqualTo(1);
    }

    @Test
    void aMessageAfterTheEndIsNotAcknowledgedEither() {
        acks.close();

        acks.register(1).acknowledge();

        assertThat(sent).isEmpty();
        assertThat(acks.size()).isZero();
    }

    @Test
    void acknowledgesAMessageSentTwiceOnOneConnectionOnce() {
        Ack first = acks.register(5);
        Ack again = acks.register(5);

        again.acknowledge();
        assertThat(sent).isEmpty();
        first.acknowledge();

        assertThat(sent).containsExactly(5);
    }

    @Test
    void acknowledgesAReusedIdentifier() {
        acks.register(5).acknowledge();

        acks.register(5).acknowledge();

        assertThat(sent).containsExactly(5, 5);
    }

    @Test
    void knowsTheAgeOfTheOldestMessage() {
        assertThat(acks.oldest()).isZero();
        Ack first = acks.register(1);
        now.addAndGet(2_000_000);
        acks.register(2);
        now.addAndGet(1_000_000);

        assertThat(acks.oldest()).isEqualTo(Duration.ofMillis(3));
        first.acknowledge();
        assertThat(acks.oldest()).isEqualTo(Duration.ofMillis(1));
    }
}
