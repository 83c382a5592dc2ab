// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.testing.TcpProxy;
import java.util.List;
import java.util.Map;

/** One source with what feeds it, whose rows are numbered from 0 on in a column {@code n}. */
interface SoakFlow extends AutoCloseable {
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
