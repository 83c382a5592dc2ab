// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import io.tdconnect.testing.TcpProxy;
import java.util.List;
import java.util.Map;

/** One source with what feeds it, whose rows are numbered from 0 on in a column {@code n}. */
interface SoakFlow extends AutoCloseable {
    /** Of row 0, in milliseconds since 1970. */
    long FIRST_TIME = 1_700_000_000_000L;

    /** Milliseconds since 1970 of a row; together with the table it identifies the row. */
    static long time(int number) {
        return FIRST_TIME + number;
    }

    String name();

    /** The source's connection to its system, which faults cut. */
    TcpProxy proxy();

    Map<String, String> source();

    /** What its sink needs beside the connection and the database. */
    default Map<String, String> sink() {
        return Map.of("topics", name());
    }

    /** The table of TDengine where its rows end, without database. */
    String table();

    /** Gives the source's system some more rows, and returns when it has them. */
    void feed(List<Integer> numbers) throws Exception;

    @Override
    void close();
}
