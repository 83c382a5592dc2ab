// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.concurrent.TimeUnit;

/** Bounds how many records of a source are on their way: they are in memory, and would be read again after a crash. */
final class Budget {
    private static final long MOST_RECORDS = 50_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int SHARE_OF_MEMORY = 8;

    private final long mostRecords;
    private final long mostBytes;
    private long records;
    private long bytes;

    Budget() {
        this(MOST_RECORDS, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
    }

    Budget(long mostRecords, long mostBytes) {
        this.mostRecords = mostRecords;
        this.mostBytes = mostBytes;
    }

    /** Waits until there is room, and takes it; the last batch may exceed the limits. */
    synchronized void take(long moreRecords, long moreBytes) throws InterruptedException {
        while (records >= mostRecords || bytes >= mostBytes) {
            wait();
        }
        records += moreRecords;
        bytes += moreBytes;
    }

    synchronized void giveBack(long doneRecords, long doneBytes) {
        records -= doneRecords;
        bytes -= doneBytes;
        notifyAll();
    }

    synchronized long records() {
        return records;
    }

    /** Waits until nothing is on its way; false if the time is up. */
    synchronized boolean awaitEmpty(long limitMillis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        while (records > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
