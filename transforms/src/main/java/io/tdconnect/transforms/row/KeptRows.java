// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import io.tdconnect.common.record.Routing;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Brings the routing headers of a list in line with the rows that are left of it. */
public final class KeptRows {
    private KeptRows() {}

    /**
     * Drops the lines of the rows that are not kept from the headers of a record.
     *
     * @param rows number of rows that the headers are about
     */
    public static void alignRouting(ConnectRecord<?> copy, RecordPart part, int rows, BitSet kept) {
        if (part == RecordPart.VALUE && !copy.headers().isEmpty() && kept.cardinality() < rows) {
            List<Routing> routings = Routing.readRows(copy.headers(), rows);
            Routing.writeRows(
                    copy.headers(), kept.stream().mapToObj(routings::get).toList());
        }
    }
}
