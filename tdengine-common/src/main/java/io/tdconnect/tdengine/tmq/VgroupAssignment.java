// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

/**
 * A vgroup of a topic that the server has given to a consumer, in positions of its write-ahead log.
 *
 * @param vgroup number of the vgroup
 * @param position where the last message began, or where reading will begin
 * @param begin the oldest position that can be read
 * @param end the position after the newest
 */
public record VgroupAssignment(int vgroup, long position, long begin, long end) {}
