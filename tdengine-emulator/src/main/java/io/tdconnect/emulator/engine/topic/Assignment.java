// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

/**
 * A vgroup that a subscriber reads.
 *
 * @param vgroup its id
 * @param offset where the last message began
 * @param begin the oldest position in the log
 * @param end the position that the next entry will have
 */
public record Assignment(int vgroup, long offset, long begin, long end) {}
