// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

/** How a read of one window of a split ended. */
public enum ReadOutcome {
    /** There may be more to read at once. */
    PROGRESS,
    /** Everything up to now is read. */
    UP_TO_DATE,
    /** Everything is read up to the end. */
    DONE
}
