// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values up to a number and a total weight, and forgets the least recently used ones; for use by one thread.
 *
 * <p>A weight of 1 is about two bytes, the size of a character.
 */
public final class BoundedCache<K, V> {
    /** Highest total weight: values from messages must not fill the memory, even if their names are long. */
    public static final int MAX_WEIGHT = 2_000_000;

    private static final int MAX_ENTRIES = 256;

    private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final int maxEntries;
    private final long maxWeight;
    private long weight;

    private record Entry<V>(V value, long weight) {}

    public BoundedCache() {
        this(MAX_ENTRIES, MAX_WEIGHT);
    }

    BoundedCache(int maxEntries, long maxWeight) {
        this.maxEntries = maxEntries;
        this.maxWeight = maxWeight;
    }

    @Nullable
    public V get(K key) {
        Entry<V> entry = entries.get(key);
        return entry == null ? null : entry.value;
    }

    public void put(K key, V value, long ofValue) {
        Entry<V> before = entries.put(key, new Entry<>(value, ofValue));
        weight += ofValue - (before == null ? 0 : before.weight);
        Iterator<Entry<V>> eldest = entries.values().iterator();
        while (entries.size() > maxEntries || weight > maxWeight) {
            weight -= eldest.next().weight;
            eldest.remove();
        }
    }

    public int size() {
        return entries.size();
    }
}
