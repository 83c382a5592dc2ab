// SPDX-License-Identifier: Apache-2.0
/**
 * Kafka Connect sink that writes rows to TDengine by prepared statements.
 *
 * <p>Two kinds of threads. The thread of the task, inside {@code put}, {@code preCommit}, {@code close}: it maps records to
 * rows, spreads them over lanes by their subtable, reports bad records and decides what may be committed. Each
 * {@link io.tdconnect.tdengine.sink.delivery.ConnectionWriter} has a thread: it converts the rows of a batch to the types of the columns, changes
 * definitions of tables, sends, awaits the answer and waits out passing faults. So a batch is mapped while another is
 * converted and a third travels. A {@link io.tdconnect.tdengine.sink.delivery.InFlightBatch} goes to the lane by one queue and back by
 * another and belongs to one thread at a time; nothing else is shared but the metrics.
 */
@NullMarked
package io.tdconnect.tdengine.sink;

import org.jspecify.annotations.NullMarked;
