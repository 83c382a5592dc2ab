// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import java.util.Map;

/** One measurement. */
public interface Benchmark {
    String name();

    /** What it compares, in one line. */
    String purpose();

    /** Figures in the order in which they are printed; {@code ratio} is one of them. */
    Map<String, String> run() throws Exception;

    /** The last line of output. */
    default String line(Map<String, String> figures) {
        return Figures.line("bench " + name() + ":", figures);
    }
}
