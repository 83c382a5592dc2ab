// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** What a payload is read as. */
enum PayloadFormat {
    BYTES,
    STRING,
    JSON,
    SPARKPLUG_B;

    /** Whether values are objects, which can have fields added. */
    boolean hasFields() {
        return this == JSON || this == SPARKPLUG_B;
    }
}
