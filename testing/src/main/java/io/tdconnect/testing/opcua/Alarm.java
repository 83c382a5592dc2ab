// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import java.time.Instant;

/**
 * The state of the alarm condition of a source.
 *
 * @param source name of the variable that it is about
 * @param time when it came into this state
 */
public record Alarm(String source, boolean active, boolean acknowledged, String message, int severity, Instant time) {
    /** Whether a client that asks has to know it. */
    public boolean retained() {
        return active || !acknowledged;
    }
}
