// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import io.tdconnect.tdengine.source.topic.Vgroup;
import io.tdconnect.tdengine.tmq.TmqMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The messages whose records Kafka does not have yet, from which the group's position follows. For use by one thread; the
 * messages themselves are for several.
 */
public final class InFlightMessages {
    private final Map<Vgroup, Deque<InFlightMessage>> open = new HashMap<>();

    public void track(InFlightMessage message) {
        open.computeIfAbsent(message.vgroup(), key -> new ArrayDeque<>()).add(message);
    }

    /** Removes complete messages, and returns for each vgroup the position up to which Kafka has all records. */
    public Map<Vgroup, Long> takeCompleted() {
        Map<Vgroup, Long> completed = new HashMap<>();
        open.forEach((vgroup, messages) -> {
            while (!messages.isEmpty() && messages.element().complete()) {
                long next = messages.remove().next();
                if (next != TmqMessage.UNKNOWN) {
                    completed.put(vgroup, next);
                }
            }
        });
        open.values().removeIf(Deque::isEmpty);
        return completed;
    }

    /** Whether Kafka has all records of a vgroup. */
    public boolean none(Vgroup vgroup) {
        return !open.containsKey(vgroup);
    }

    /** Whether Kafka has all records. */
    public boolean none() {
        return open.isEmpty();
    }
}
