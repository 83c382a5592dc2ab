// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** What becomes of a message that cannot be decoded. */
enum OnError {
    FAIL,
    SKIP,
    TOPIC
}
