// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import io.tdconnect.influxdb.InfluxHistory.Measurement;
import io.tdconnect.verify.digest.ValueKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measurement, supertable or normal table of one server with the columns that are compared.
 *
 * @param name of the measurement or table
 * @param stable whether it is a supertable
 * @param columns names in the order of the comparison; null for one that this server does not have
 * @param kinds how the values are compared
 * @param scale how its times are converted
 * @param tables which of its tables or series are compared
 * @param measurement null for a table of TDengine
 */
public record Selection(
        String name,
        boolean stable,
        List<@Nullable String> columns,
        List<ValueKind> kinds,
        TimeScale scale,
        TableLookup tables,
        @Nullable Measurement measurement) {
    /** Copies the lists. */
    public Selection {
        columns = Collections.unmodifiableList(new ArrayList<>(columns));
        kinds = List.copyOf(kinds);
    }

    /** A time range of the target in the times of this server. */
    long from(TimeRange range) {
        return scale.fromTarget(range.from());
    }

    /** A time range of the target in the times of this server. */
    long to(TimeRange range) {
        return range.to() == Long.MAX_VALUE ? Long.MAX_VALUE : scale.fromTarget(range.to());
    }
}
