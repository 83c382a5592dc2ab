// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.queue.DiskQueue;
import io.tdconnect.engine.store.FailuresFile.Place;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Records from the queue on disk, which forgets them when all before them are confirmed, too. */
final class QueueInlet implements Inlet {
    private static final int MANY = 5_000;
    private static final Place UNKNOWN = new Place(null, null);

    private final DiskQueue queue;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long reached;
    private volatile boolean leaving;

    QueueInlet(DiskQueue queue) {
        this.queue = queue;
        reached = queue.confirmed();
    }

    @Override
    public List<Delivery> take(long waitMillis) throws IOException, InterruptedException {
        if (leaving) {
            return List.of();
        }
        List<DiskQueue.Entry> entries = queue.read(MANY, waitMillis);
        List<Delivery> taken = new ArrayList<>(entries.size());
        for (DiskQueue.Entry entry : entries) {
            Waiting receipt = new Waiting(entry.number());
            waiting.add(receipt);
            taken.add(new Delivery(entry.content(), entry.number(), metadata -> receipt.done = true, UNKNOWN));
        }
        return taken;
    }

    @Override
    public void settle() throws IOException {
        long before = reached;
        while (!waiting.isEmpty() && waiting.getFirst().done) {
            reached = waiting.removeFirst().number + 1;
        }
        if (reached > before) {
            queue.confirm(reached);
        }
    }

    @Override
    public boolean isEmpty() {
        return leaving || queue.records() == 0;
    }

    @Override
    public void leaveRest() {
        leaving = true;
    }

    private static final class Waiting {
        private final long number;
        private boolean done;

        Waiting(long number) {
            this.number = number;
        }
    }
}
