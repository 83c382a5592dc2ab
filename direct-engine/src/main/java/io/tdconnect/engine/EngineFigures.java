// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.time.Duration;

/**
 * What an engine has done since its start; a record may contain several rows.
 *
 * @param read records that the source has returned
 * @param dropped records that a transform has dropped
 * @param written records that the sink has confirmed, those that it has reported as failures included
 * @param failures records that could not be transformed or written, and were left out
 * @param bytes estimated size of the records that were read
 * @param waiting records that were read and are not confirmed yet, without those that wait in the queue
 * @param queueRecords records in the queue on disk; 0 without one
 * @param queueBytes size of the files of the queue; 0 without one
 * @param queueFull whether the source waits because the queue has no room
 * @param retries failures of the target or the disk since the start after which the engine tried again
 * @param phase what the engine does, in words for a line on a terminal
 * @param shareDone share of the work that the source has done, from 0 to 1; NaN if it does not know
 * @param lag how long the oldest record that is not confirmed has been waiting in memory
 */
public record EngineFigures(
        long read,
        long dropped,
        long written,
        long failures,
        long bytes,
        long waiting,
        long queueRecords,
        long queueBytes,
        boolean queueFull,
        long retries,
        String phase,
        double shareDone,
        Duration lag) {}
