// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

/** Values of the option {@code mode}: which rows queries read. */
enum TimeMode {
    /** Those that are there. */
    HISTORY,
    /** Those that come, and those of a while before. */
    REALTIME,
    /** Those that are there, and then those that come. */
    ALL;

    /** Whether reading goes on for ever. */
    boolean endless() {
        return this != HISTORY;
    }
}
