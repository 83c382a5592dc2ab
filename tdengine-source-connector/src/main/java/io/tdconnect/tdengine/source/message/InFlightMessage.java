// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import java.util.concurrent.atomic.AtomicInteger;

/** A message on its way to Kafka. */
public final class InFlightMessage {
    private final String topic;
    private final int vgroup;
    private final long next;
    private final AtomicInteger open;

    /**
     * A message of some records.
     *
     * @param next position after it, {@link io.tdconnect.tdengine.tmq.TmqMessage#UNKNOWN} for one of a snapshot
     */
    public InFlightMessage(String topic, int vgroup, long next, int records) {
        this.topic = topic;
        this.vgroup = vgroup;
        this.next = next;
        open = new AtomicInteger(records);
    }

    String topic() {
        return topic;
    }

    int vgroup() {
        return vgroup;
    }

    long next() {
        return next;
    }

    /** Kafka has one more of its records. */
    public void delivered() {
        open.decrementAndGet();
    }

    boolean complete() {
        return open.get() <= 0;
    }
}
