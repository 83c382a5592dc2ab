// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.concurrent.atomic.LongAdder;

/** What was done, for {@link EngineFigures}. */
final class Counters {
    final LongAdder read = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder written = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder retries = new LongAdder();
}
