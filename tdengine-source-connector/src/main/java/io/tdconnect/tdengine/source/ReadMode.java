// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

/** Values of the option {@code read.mode}: how rows are read. */
enum ReadMode {
    /** By topics of the server, which hold what is written in the order in which it is written. */
    SUBSCRIPTION,
    /** By queries over windows of the rows' time. */
    QUERY
}
