// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

/** Values of the option {@code behavior.on.gap}: what happens when the WAL no longer holds what comes next. */
enum GapPolicy {
    /** The task fails. */
    FAIL,
    /** Reading goes on with the oldest that there is; the gap is logged and counted. */
    CONTINUE,
    /** What is missing is read from the tables, by queries. */
    FILL
}
