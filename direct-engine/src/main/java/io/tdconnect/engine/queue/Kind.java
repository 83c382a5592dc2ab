// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import org.apache.kafka.connect.errors.DataException;

/** What follows in a file of the queue, as a byte: new kinds only at the end, with the next number. */
enum Kind {
    RECORD(0),
    NAME(1),
    SCHEMA(2),
    NULL(3),
    TRUE(4),
    FALSE(5),
    BYTE(6),
    SHORT(7),
    INT(8),
    LONG(9),
    FLOAT(10),
    DOUBLE(11),
    DECIMAL(12),
    INTEGER(13),
    TEXT(14),
    BYTES(15),
    BUFFER(16),
    DATE(17),
    LIST(18),
    MAP(19),
    STRUCT(20);

    private static final Kind[] ALL = values();

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Kind of(int code) {
        if (code < 0 || code >= ALL.length) {
            throw new DataException("Expected a known kind of value in the queue, found number " + code
                    + "; a later version may have written it");
        }
        return ALL[code];
    }
}
