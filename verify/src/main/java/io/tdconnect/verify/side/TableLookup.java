// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import java.util.Map;

/** The number of a compared table by what a server calls it; for many threads. */
public interface TableLookup {
    /** A table or subtable; negative if it is not compared. */
    int table(String name);

    /** A series of InfluxDB; negative if it is not compared. */
    int series(Map<String, String> tags);
}
