// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.io.IOException;
import java.util.List;

/** What a sink lane reads. All methods are called by the thread of the lane. */
interface Inlet {
    /** The next records; none if none come in time. */
    List<Delivery> take(long waitMillis) throws IOException, InterruptedException;

    /** Takes note of confirmations since the last call. */
    void settle() throws IOException, InterruptedException;

    /** Whether nothing waits to be taken. */
    boolean isEmpty();

    /** What waits may stay, since it is on disk. */
    void leaveRest();
}
