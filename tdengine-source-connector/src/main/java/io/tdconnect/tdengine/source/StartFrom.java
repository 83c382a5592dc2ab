// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

/** Values of the option {@code from}: where a vgroup begins without any position. */
enum StartFrom {
    /** With the oldest that the WAL holds. */
    EARLIEST,
    /** With what is written from now on. */
    LATEST
}
