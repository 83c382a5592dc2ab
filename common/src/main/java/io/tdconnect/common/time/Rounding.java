// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

/** What to do if a coarser precision loses digits. */
public enum Rounding {
    /** Drop the digits, towards the past. */
    TRUNCATE,
    /** Refuse the value. */
    FAIL
}
