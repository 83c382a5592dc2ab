// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;

/** Makes records of values. */
interface RecordMapper {
    /**
     * Called with every new session, before its first value and on another thread than {@link #records}: what was read
     * from the server before, such as data types, may have changed. Asks the server; what follows from its answers is
     * worked out by the thread that calls {@link #records}.
     */
    void connected(OpcUaClient client, List<Point> points) throws UaException, InterruptedException;

    /**
     * The records of values, in order.
     *
     * @param readings values that arrived together; those of the same table and time may become one row
     * @param position what each of the records has as its source partition and offset
     * @throws org.apache.kafka.connect.errors.ConnectException if the task has to fail
     */
    List<SourceRecord> records(List<Reading> readings, Position position);
}
