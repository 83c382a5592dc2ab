// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

/** Which row of which message a row is: the same again if the message is read again. */
record Origin(Message.Position message, int row) {
    String text() {
        return message.topic() + "-" + message.partition() + "@" + message.offset() + "#" + row;
    }
}
