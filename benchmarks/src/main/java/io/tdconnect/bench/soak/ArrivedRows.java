// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import io.tdconnect.bench.flow.Flow;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The rows in TDengine at the end, beside those that were sent.
 *
 * @param byFlow rows and sent rows of each flow, as text
 */
record ArrivedRows(long sent, long rows, long lost, Map<String, String> byFlow) {
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final long BEAT_MILLIS = 200;

    /** Waits until all have arrived, or none for a while. */
    static ArrivedRows of(Map<Flow, Integer> fed, TdengineServer tdengine, String database)
            throws InterruptedException {
        long sent = 0;
        long rows = 0;
        long lost = 0;
        Map<String, String> byFlow = new LinkedHashMap<>();
        for (Map.Entry<Flow, Integer> flow : fed.entrySet()) {
            String table = database + "." + flow.getKey().table();
            int expected = flow.getValue();
            await(tdengine, table, expected);
            List<List<Object>> numbers = tdengine.query("SELECT n FROM " + table);
            Set<Integer> distinct = new HashSet<>();
            numbers.forEach(row -> distinct.add(((Number) row.get(0)).intValue()));
            sent += expected;
            rows += numbers.size();
            lost += IntStream.range(0, expected)
                    .filter(n -> !distinct.contains(n))
                    .count();
            byFlow.put(flow.getKey().name(), numbers.size() + "/" + expected);
        }
        return new ArrivedRows(sent, rows, lost, byFlow);
    }

    void addTo(Map<String, String> figures) {
        figures.put("sent", String.valueOf(sent));
        figures.put("rows", String.valueOf(rows));
        figures.put("lost", String.valueOf(lost));
        figures.put("duplicates_visible", String.valueOf(rows - (sent - lost)));
    }

    private static void await(TdengineServer tdengine, String table, int expected) throws InterruptedException {
        long rows = 0;
        for (long since = System.nanoTime(); System.nanoTime() - since < QUIET.toNanos(); ) {
            long now = tdengine.count(table);
            if (now >= expected) {
                return;
            }
            if (now > rows) {
                rows = now;
                since = System.nanoTime();
            }
            Thread.sleep(BEAT_MILLIS);
        }
    }
}
