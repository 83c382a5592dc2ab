// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

/**
 * A vgroup of a topic that the server has given to a consumer, in positions of its write-ahead log.
 *
 * @param vgroup number of the vgroup
 * @param position before the last message, or of the first one
 * @param begin the oldest position of the log
 * @param end the position after the newest write
 */
public record VgroupAssignment(int vgroup, long position, long begin, long end) {}
