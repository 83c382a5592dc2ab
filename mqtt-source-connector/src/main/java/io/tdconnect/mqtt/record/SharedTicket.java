// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.mqtt.receive.PendingAcks;
import java.util.concurrent.atomic.AtomicInteger;

/** Acknowledges a message once Kafka has all of its records. */
final class SharedTicket {
    private final PendingAcks.Ticket ticket;
    private final AtomicInteger missing;

    SharedTicket(PendingAcks.Ticket ticket, int parts) {
        this.ticket = ticket;
        this.missing = new AtomicInteger(parts);
    }

    /** Says that Kafka has one more of the records; to be called once for each. */
    void stored() {
        if (missing.decrementAndGet() == 0) {
            ticket.acknowledge();
        }
    }
}
