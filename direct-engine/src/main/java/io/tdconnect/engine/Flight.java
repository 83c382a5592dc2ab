// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.store.FailuresFile.Place;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The records of a topic partition of the sink that are not confirmed, in the order of their offsets. */
final class Flight {
    final TopicPartition partition;
    /** What the task gets next. */
    final Deque<Delivery> held = new ArrayDeque<>();
    /** What the task has got, or gets at the moment; guarded by itself, since failures may be reported by other threads. */
    private final Deque<Delivery> given = new ArrayDeque<>();
    /** The offset up to which the task has taken records. */
    long next;

    private long nextIfTaken;

    Flight(TopicPartition partition, long first) {
        this.partition = partition;
        this.next = first;
        this.nextIfTaken = first;
    }

    /** The messages that are held, without those that are dropped. */
    List<SinkRecord> handOver(BiFunction<Delivery, TopicPartition, @Nullable SinkRecord> transforms) {
        List<Delivery> now = List.copyOf(held);
        held.clear();
        synchronized (given) {
            given.addAll(now);
        }
        List<SinkRecord> messages = new ArrayList<>(now.size());
        for (Delivery delivery : now) {
            SinkRecord made = transforms.apply(delivery, partition);
            if (made != null) {
                messages.add(made);
            }
            nextIfTaken = delivery.offset + 1;
        }
        return messages;
    }

    /** The task has taken what was handed over; returns whether that was something. */
    boolean taken() {
        boolean more = nextIfTaken > next;
        next = nextIfTaken;
        return more;
    }

    /** Confirms the records before an offset; returns how many the target has. */
    int confirm(long offset) throws IOException, InterruptedException {
        int written = 0;
        while (true) {
            Delivery first;
            synchronized (given) {
                first = given.peekFirst();
                if (first == null || first.offset >= offset) {
                    return written;
                }
                given.removeFirst();
            }
            if (!first.dropped) {
                written++;
            }
            first.receipt.confirmed(first.metadata(partition));
        }
    }

    /** Makes the task get the records from an offset again; false if some are confirmed already. */
    boolean rewind(long offset) {
        long first = first();
        synchronized (given) {
            while (!given.isEmpty() && given.getLast().offset >= offset) {
                held.addFirst(given.removeLast());
            }
        }
        long start = Math.max(offset, first);
        next = Math.min(next, start);
        nextIfTaken = Math.min(nextIfTaken, start);
        return offset >= first;
    }

    /** Offset of the first record that is not confirmed. */
    long first() {
        Delivery first = oldest();
        return first == null ? next : first.offset;
    }

    private @Nullable Delivery oldest() {
        synchronized (given) {
            return given.isEmpty() ? held.peekFirst() : given.getFirst();
        }
    }

    Place place(long offset) {
        synchronized (given) {
            for (Delivery delivery : given) {
                if (delivery.offset == offset) {
                    return delivery.place;
                }
            }
        }
        return new Place(null, null);
    }

    boolean unconfirmed() {
        synchronized (given) {
            return !given.isEmpty();
        }
    }

    boolean busy() {
        return !held.isEmpty() || unconfirmed();
    }

    int size() {
        synchronized (given) {
            return given.size() + held.size();
        }
    }

    long oldestNanos() {
        Delivery first = oldest();
        return first == null ? System.nanoTime() : first.sinceNanos;
    }

    List<Delivery> takeBack() {
        List<Delivery> all = new ArrayList<>();
        synchronized (given) {
            all.addAll(given);
            given.clear();
        }
        all.addAll(held);
        held.clear();
        return all;
    }
}
