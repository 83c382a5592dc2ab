// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.row;

import io.tdconnect.streams.message.Message;
import org.apache.kafka.common.header.Headers;

/** A row with the headers of its record, and where it comes from. */
public record RoutedRow(OutputRow row, Headers headers, Origin origin) {
    /** The message and index of a row, equal when the message is read again. */
    public record Origin(Message.Position message, int index) {
        public String text() {
            return message.topic() + "-" + message.partition() + "@" + message.offset() + "#" + index;
        }
    }
}
