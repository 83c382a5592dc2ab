// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** What becomes of retained messages, which a broker sends whenever somebody subscribes. */
enum RetainedPolicy {
    KEEP,
    SKIP,
    FIRST_ONLY
}
