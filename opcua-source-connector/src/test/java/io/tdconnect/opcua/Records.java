// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Reads the parts of records. */
final class Records {
    private Records() {}

    /** The value of a point as text. */
    static String value(SourceRecord record) {
        return String.valueOf(((Struct) record.value()).get("val"));
    }
}
