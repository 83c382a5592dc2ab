// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code mode}. */
enum ReadMode {
    /** The server samples values and sends those that changed. */
    SUBSCRIBE,
    /** Values are read at an interval, changed or not. */
    POLL,
    /** The server sends events, such as alarms. */
    EVENTS
}
