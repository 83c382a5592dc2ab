// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** Which headers a record gets. */
enum HeaderSet {
    NONE,
    MINIMAL,
    ALL
}
