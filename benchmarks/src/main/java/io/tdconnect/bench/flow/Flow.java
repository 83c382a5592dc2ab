// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import io.tdconnect.testing.TcpProxy;
import java.util.List;
import java.util.Map;

/** One source and the system that feeds it; its rows are numbered from 0 in a column {@code n}. */
interface SoakFlow extends AutoCloseable {
    /** Of row 0, in milliseconds since 1970. */
    long FIRST_TIME = 1_700_000_000_000L;

    /** Milliseconds since 1970 of a row; together with the table it identifies the row. */
    static long time(int number) {
        return FIRST_TIME + number;
    }

    String name();

    /** The source's connection to its system; faults cut it. */
    TcpProxy proxy();

    Map<String, String> source();

    /** Options of its sink besides the connection and the database. */
    default Map<String, String> sink() {
        return Map.of("topics", name());
    }

    /** The table of TDengine where its rows end, without database. */
    String table();

    /** Writes more rows to the source's system, and returns when it has stored them. */
    void feed(List<Integer> numbers) throws Exception;

    @Override
    void close();
}
