// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

/** What is compared of rows. */
public enum Depth {
    /** Only what servers compute themselves, even if that does not cover everything. */
    QUICK,
    /** What servers compute where that covers the values and times of rows, else hashes of all rows. */
    COMPLETE,
    /** Hashes of all rows. */
    ROWS
}
