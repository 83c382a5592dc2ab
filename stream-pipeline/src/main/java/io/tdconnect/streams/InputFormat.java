// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

/** What the values of messages are to the first stage. */
enum InputFormat {
    BYTES,
    STRING,
    JSON,
    JSON_SCHEMA
}
