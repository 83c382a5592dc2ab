// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** What happens to a message of QoS 0 that finds the buffer full. */
enum BufferPolicy {
    BLOCK,
    DROP_OLDEST,
    DROP_NEWEST
}
