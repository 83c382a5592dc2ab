// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.tdconnect.streams.output.RowCodec;
import io.tdconnect.streams.row.RoutedRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The rows of a subtable in a window, as JSON in a store. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Window {
    private Map<String, Aggregate> fields = new LinkedHashMap<>();
    private byte[] row = {};
    private Map<String, byte[]> headers = new LinkedHashMap<>();
    private long messageTime;
    private long rowTime;

    Aggregate field(String name) {
        return fields.computeIfAbsent(name, absent -> new Aggregate());
    }

    /**
     * Keeps the newest row, from which the row of the window takes its tags and types.
     *
     * @param time of the row, ns since the start of the window
     */
    void keep(long time, byte[] encoded, StateRow newest) {
        if (time < rowTime) {
            return;
        }
        rowTime = time;
        row = encoded;
        messageTime = newest.messageTime();
        headers.clear();
        for (Header header : newest.routed().headers()) {
            headers.put(header.key(), header.value());
        }
    }

    RoutedRow newest(RowCodec codec) {
        Headers copy = new RecordHeaders();
        headers.forEach(copy::add);
        return codec.decode(row, copy);
    }

    long messageTime() {
        return messageTime;
    }
}
