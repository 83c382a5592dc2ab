// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import java.time.Instant;

/**
 * The state of the alarm condition of a source.
 *
 * @param source name of its variable
 * @param time when it entered this state
 */
public record Alarm(String source, boolean active, boolean acknowledged, String message, int severity, Instant time) {
    /** Whether a refresh reports it to clients. */
    public boolean retained() {
        return active || !acknowledged;
    }
}
