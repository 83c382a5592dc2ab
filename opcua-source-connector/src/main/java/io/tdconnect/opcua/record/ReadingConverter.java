// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes records of values. */
public interface ReadingConverter {
    /**
     * Called with every new session before its first value, on another thread than {@link #convert}: data types and names
     * may have changed. Only stores the points; the thread that calls {@link #convert} does the rest.
     */
    void connected(KnownPoints known);

    /**
     * The records of values, in order.
     *
     * @param readings values that arrived together; those of the same table and time may become one row
     * @param position source partition and offset of each record
     * @throws org.apache.kafka.connect.errors.ConnectException if the task has to fail
     */
    List<SourceRecord> convert(List<Reading> readings, ReadPosition.SourceOffset position);
}
