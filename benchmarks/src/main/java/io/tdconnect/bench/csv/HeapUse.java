// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.csv;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The used heap of this process after each garbage collection, in MB. */
final class HeapUse implements NotificationListener, AutoCloseable {
    private static final long MB = 1024 * 1024;

    private final List<Long> used = new ArrayList<>();

    HeapUse() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(this, null, null);
        }
    }

    @Override
    public synchronized void handleNotification(Notification notification, Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            long bytes = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo()
                    .getMemoryUsageAfterGc()
                    .entrySet()
                    .stream()
                    .filter(pool -> !pool.getKey().matches(".*(Metaspace|Class Space|Code|CodeHeap).*"))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
            used.add(bytes / MB);
        }
    }

    /** The maximum in each quarter of the collections; they are similar if the heap is stable. */
    synchronized String quarters() {
        List<Long> maxima = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            maxima.add(used.subList(used.size() * i / 4, used.size() * (i + 1) / 4).stream()
                    .max(Long::compare)
                    .orElse(0L));
        }
        return maxima.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            try {
                ((NotificationEmitter) collector).removeNotificationListener(this);
            } catch (ListenerNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
