// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.store.FailuresFile.Place;
import io.tdconnect.engine.store.OffsetsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Records that come straight from source tasks; how many wait is bounded by the {@link Budget} of each. */
final class MemoryInlet implements Inlet, SourceLane.Outlet {
    private static final int MANY = 5_000;

    private final BlockingQueue<Batch> waiting = new LinkedBlockingQueue<>();
    private final Set<SourcePositions> positions = ConcurrentHashMap.newKeySet();
    private final OffsetsFile offsets;
    private long nextOffset;

    /** @param offsets contains where the offsets of records go on */
    MemoryInlet(OffsetsFile offsets) {
        this.offsets = offsets;
        nextOffset = offsets.nextRecord();
    }

    @Override
    public void accept(Batch batch) {
        waiting.add(batch);
    }

    @Override
    public List<Delivery> take(long waitMillis) throws IOException, InterruptedException {
        List<Delivery> taken = new ArrayList<>();
        Batch batch = waiting.poll(waitMillis, TimeUnit.MILLISECONDS);
        while (batch != null) {
            add(batch, taken);
            batch = taken.size() < MANY ? waiting.poll() : null;
        }
        return taken;
    }

    private void add(Batch batch, List<Delivery> taken) throws InterruptedException, IOException {
        positions.add(batch.positions());
        for (Batch.Item item : batch.items()) {
            Receipt receipt = batch.positions().sent(item);
            if (item.made() == null) {
                receipt.confirmed(null);
            } else {
                taken.add(new Delivery(item.made(), nextOffset++, receipt, place(item)));
            }
        }
        offsets.usedBefore(nextOffset);
    }

    private static Place place(Batch.Item item) {
        return new Place(item.original().sourcePartition(), item.original().sourceOffset());
    }

    @Override
    public void settle() throws IOException, InterruptedException {
        for (SourcePositions each : positions) {
            each.settle();
        }
    }

    @Override
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public void leaveRest() {
        // It is in memory only.
    }

    /** The positions of a task that has ended are followed no longer; callable by any thread once nothing is on its way. */
    void forget(SourcePositions ended) {
        positions.remove(ended);
    }
}
