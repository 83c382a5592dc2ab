// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Converts readings to records. */
public interface ReadingConverter {
    /**
     * Receives the points of a new session before its first value: data types and names may have changed. Called by
     * another thread than {@link #convert}, which does the work; this only stores the points.
     */
    void connected(KnownPoints known);

    /**
     * The records of values, in order.
     *
     * @param readings values that arrived together; those of the same table and time may become one row
     * @param offset source partition and offset of each record
     * @throws org.apache.kafka.connect.errors.ConnectException if the task must fail
     */
    List<SourceRecord> convert(List<Reading> readings, ReadPosition.SourceOffset offset);
}
