// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Takes samples from the thread of a client until there are enough; thread-safe. */
public final class SampleCollector {
    private final SampleLimits limits;
    private final long end;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition complete = lock.newCondition();
    private final List<Sample> samples = new ArrayList<>();
    private boolean more;
    private boolean ended;

    /** The time of the limits begins now. */
    public SampleCollector(SampleLimits limits) {
        this.limits = limits;
        this.end = System.nanoTime() + limits.time().toNanos();
    }

    /** Takes a sample, cut at the limit; returns false if there are enough already, and the sample is not taken. */
    public boolean add(Sample sample) {
        lock.lock();
        try {
            if (samples.size() >= limits.count()) {
                more = true;
                return false;
            }
            samples.add(sample.cutAt(limits.bytesEach()));
            if (samples.size() == limits.count()) {
                complete.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no further sample is wanted. */
    public boolean done() {
        lock.lock();
        try {
            return ended || samples.size() >= limits.count() || System.nanoTime() >= end;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the waiting, because nothing more can come. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            complete.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The milliseconds until the time is over; at least 0. */
    public long millisLeft() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }

    /** Waits until there are enough, or the time is over. */
    public Samples await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = end - System.nanoTime();
            while (!ended && samples.size() < limits.count() && left > 0) {
                left = complete.awaitNanos(left);
            }
            return new Samples(samples, more);
        } finally {
            lock.unlock();
        }
    }

    /** What has come so far. */
    public Samples samples() {
        lock.lock();
        try {
            return new Samples(samples, more);
        } finally {
            lock.unlock();
        }
    }
}
