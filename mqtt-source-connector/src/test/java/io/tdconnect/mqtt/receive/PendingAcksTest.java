// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.mqtt.receive.PendingAcks.Ticket;
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
        Ticket first = acks.received(7);
        Ticket second = acks.received(8);
        Ticket third = acks.received(3);

        third.acknowledge();
        second.acknowledge();
        assertThat(sent).isEmpty();
        first.acknowledge();

        assertThat(sent).containsExactly(7, 8, 3);
        assertThat(acks.size()).isZero();
    }

    @Test
    void acknowledgesOnce() {
        Ticket ticket = acks.received(1);

        ticket.acknowledge();
        ticket.acknowledge();

        assertThat(sent).containsExactly(1);
        assertThat(metrics.acknowledged.sum()).isEqualTo(1);
    }

    @Test
    void acknowledgesNothingAfterTheConnectionHasEnded() {
        Ticket ticket = acks.received(1);
        acks.close();

        ticket.acknowledge();

        assertThat(sent).isEmpty();
        assertThat(metrics.late.sum()).isEqualTo(1);
    }

    @Test
    void aMessageAfterTheEndIsNotAcknowledgedEither() {
        acks.close();

        acks.received(1).acknowledge();

        assertThat(sent).isEmpty();
        assertThat(acks.size()).isZero();
    }

    @Test
    void acknowledgesAMessageSentTwiceOnOneConnectionOnce() {
        Ticket first = acks.received(5);
        Ticket again = acks.received(5);

        again.acknowledge();
        assertThat(sent).isEmpty();
        first.acknowledge();

        assertThat(sent).containsExactly(5);
    }

    @Test
    void acknowledgesAReusedIdentifier() {
        acks.received(5).acknowledge();

        acks.received(5).acknowledge();

        assertThat(sent).containsExactly(5, 5);
    }

    @Test
    void knowsTheAgeOfTheOldestMessage() {
        assertThat(acks.oldest()).isZero();
        Ticket first = acks.received(1);
        now.addAndGet(2_000_000);
        acks.received(2);
        now.addAndGet(1_000_000);

        assertThat(acks.oldest()).isEqualTo(Duration.ofMillis(3));
        first.acknowledge();
        assertThat(acks.oldest()).isEqualTo(Duration.ofMillis(1));
    }
}
