// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import io.tdconnect.common.record.Routing;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Aligns the routing headers of a list with its remaining rows. */
public final class KeptRows {
    private KeptRows() {}

    /**
     * Removes the lines of dropped rows from the headers of a record.
     *
     * @param rows number of rows before
     */
    public static void alignRouting(ConnectRecord<?> copy, RecordPart part, int rows, BitSet kept) {
        if (part == RecordPart.VALUE && !copy.headers().isEmpty() && kept.cardinality() < rows) {
            List<Routing> routings = Routing.readRows(copy.headers(), rows);
            Routing.writeRows(
                    copy.headers(), kept.stream().mapToObj(routings::get).toList());
        }
    }
}
