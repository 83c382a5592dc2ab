// SPDX-License-Identifier: Apache-2.0
/**
 * Kafka Connect sink that writes rows to TDengine by prepared statements.
 *
 * <p>Three kinds of threads work on a record. The task's thread runs {@code put}, {@code preCommit} and {@code close}: it
 * collects written batches, reports bad records and decides what may be committed. The mapping thread maps records to rows and
 * adds them to the batch of a connection, chosen by the subtable. Each
 * {@link io.tdconnect.tdengine.sink.delivery.ConnectionWriter} has a thread that converts the rows of a batch to the types of
 * the columns, changes definitions of tables, sends the rows, waits for the answer and retries. So one batch is mapped while
 * another is converted and a third is sent. An {@link io.tdconnect.tdengine.sink.delivery.InFlightBatch} belongs to one thread
 * at a time; besides batches, the threads share only metrics and the first values of fields.
 */
@NullMarked
package io.tdconnect.tdengine.sink;

import org.jspecify.annotations.NullMarked;
