// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import io.tdconnect.bench.flow.Flow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Feeds every flow at a steady rate until it is told to finish. */
final class Feeding extends Thread {
    private static final long BEAT_MILLIS = 200;
    private static final int ROWS_A_BEAT = 100;

    private final List<Flow> flows;
    private final Map<Flow, Integer> fed = new LinkedHashMap<>();
    private volatile boolean finished;
    private volatile @Nullable Exception failure;

    private Feeding(List<Flow> flows) {
        super("soak-feeding");
        this.flows = flows;
    }

    static Feeding start(List<Flow> flows) {
        Feeding feeding = new Feeding(List.copyOf(flows));
        feeding.start();
        return feeding;
    }

    @Override
    public void run() {
        try {
            for (int from = 0; !finished; from += ROWS_A_BEAT) {
                List<Integer> numbers =
                        IntStream.range(from, from + ROWS_A_BEAT).boxed().toList();
                for (Flow flow : flows) {
                    flow.feed(numbers);
                    fed.put(flow, from + ROWS_A_BEAT);
                }
                Thread.sleep(BEAT_MILLIS);
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    /** The number of rows of each flow; throws what ended it early. */
    Map<Flow, Integer> finish() throws Exception {
        finished = true;
        join();
        Exception ended = failure;
        if (ended != null) {
            throw ended;
        }
        return fed;
    }
}
