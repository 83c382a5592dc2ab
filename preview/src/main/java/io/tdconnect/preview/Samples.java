// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Converts samples to records. */
@FunctionalInterface
interface Samples {
    /**
     * The records of a sample.
     *
     * @param line its number, from 1
     * @throws org.apache.kafka.common.KafkaException if the sample cannot be read; the message names the option
     */
    List<SinkRecord> records(int line, String sample);
}
