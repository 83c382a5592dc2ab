// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the WAL of a vgroup no longer holds of what was to be read.
 *
 * @param from position up to which everything is read
 * @param to position at which the WAL begins
 * @param latest latest time of the rows that were read; null if unknown
 */
public record Gap(
        Vgroup vgroup, long from, long to, @Nullable Instant latest) {}
