// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

/** What happens to a bad message. */
enum ErrorPolicy {
    DEAD_LETTER,
    SKIP,
    FAIL
}
