// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import org.apache.kafka.connect.errors.DataException;

/** What follows in a file of the queue, as a byte with the ordinal: new kinds only at the end. */
enum Kind {
    RECORD,
    NAME,
    SCHEMA,
    NULL,
    TRUE,
    FALSE,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    INTEGER,
    TEXT,
    BYTES,
    BUFFER,
    DATE,
    LIST,
    MAP,
    STRUCT;

    private static final Kind[] ALL = values();

    static Kind of(int ordinal) {
        if (ordinal < 0 || ordinal >= ALL.length) {
            throw new DataException("Expected a known kind of value in the queue, found number " + ordinal
                    + "; a later version may have written it");
        }
        return ALL[ordinal];
    }
}
