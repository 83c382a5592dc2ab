// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.queue.DiskQueue;
import io.tdconnect.engine.store.FailuresFile;
import io.tdconnect.engine.store.OffsetsFile;
import io.tdconnect.engine.store.SoleOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** The files of a task, which belong to this engine until they are closed. */
final class TaskFiles implements AutoCloseable {
    private static final String LANE = "lane-";

    private final OffsetsFile offsets;
    private final @Nullable FailuresFile failures;
    private final @Nullable Path folder;
    private final @Nullable SoleOwner owner;
    private final DiskQueue.Limits limits;
    private final List<DiskQueue> queues = new ArrayList<>();

    private TaskFiles(DirectTask task, OffsetsFile offsets) throws IOException {
        this.offsets = offsets;
        folder = task.queue();
        limits = DiskQueue.Limits.of(task.queueMaxBytes());
        owner = folder == null ? null : SoleOwner.of(folder.resolve("lock"), "the queue " + folder);
        failures = task.failures() == null ? null : FailuresFile.open(task.failures());
    }

    /** @throws ConnectException if another engine uses a file, or it cannot be used */
    static TaskFiles open(DirectTask task, String connector) {
        OffsetsFile offsets = OffsetsFile.open(task.offsets(), connector);
        boolean opened = false;
        try {
            TaskFiles made = new TaskFiles(task, offsets);
            opened = true;
            return made;
        } catch (IOException e) {
            throw new ConnectException("The queue " + task.queue() + " cannot be used: " + e, e);
        } finally {
            if (!opened) {
                offsets.close();
            }
        }
    }

    OffsetsFile offsets() {
        return offsets;
    }

    @Nullable
    FailuresFile failures() {
        return failures;
    }

    boolean hasQueue() {
        return folder != null;
    }

    /** How many queues an earlier start has left. */
    int queuesOnDisk() {
        if (folder == null) {
            return 0;
        }
        try (Stream<Path> all = Files.list(folder)) {
            return (int) all.filter(each -> String.valueOf(each.getFileName()).startsWith(LANE))
                    .count();
        } catch (IOException e) {
            throw new ConnectException("The queue " + folder + " cannot be used: " + e, e);
        }
    }

    /** The queue of a lane, one after the other. They share the limit. */
    DiskQueue queue(int lane, int lanes) {
        if (folder == null) {
            throw new IllegalStateException("no queue");
        }
        DiskQueue queue = DiskQueue.open(
                folder.resolve(LANE + lane), new DiskQueue.Limits(limits.bytes() / lanes, limits.diskRetryMillis()));
        queues.add(queue);
        return queue;
    }

    List<DiskQueue> queues() {
        return queues;
    }

    @Override
    public void close() {
        queues.forEach(DiskQueue::close);
        if (failures != null) {
            failures.close();
        }
        if (owner != null) {
            owner.close();
        }
        offsets.close();
    }
}
