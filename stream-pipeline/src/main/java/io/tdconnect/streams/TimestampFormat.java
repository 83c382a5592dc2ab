// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

/** How a timestamp is written in JSON. */
enum TimestampFormat {
    /** ISO-8601 text. */
    ISO,
    /** The number. */
    NUMBER
}
