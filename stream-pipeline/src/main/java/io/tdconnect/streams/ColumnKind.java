// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.Set;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;

/** What the name of a schema says about its values. */
enum ColumnKind {
    PLAIN,
    /** A number that is a timestamp of ours. */
    TIMESTAMP,
    /** A date or time of Connect's logical types. */
    DATE;

    private static final Set<String> DATES =
            Set.of(org.apache.kafka.connect.data.Timestamp.LOGICAL_NAME, Date.LOGICAL_NAME, Time.LOGICAL_NAME);

    static ColumnKind of(Schema schema) {
        String name = schema.name();
        if (name == null) {
            return PLAIN;
        }
        return name.equals(Timestamp.SCHEMA_NAME) ? TIMESTAMP : DATES.contains(name) ? DATE : PLAIN;
    }

    /** The unit of a timestamp of ours. */
    static Precision precision(Schema schema) {
        return Precision.of(String.valueOf(schema.parameters().get("unit")));
    }
}
