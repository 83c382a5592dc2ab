// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** What becomes of a payload. */
enum ValueFormat {
    BYTES,
    STRING
}
