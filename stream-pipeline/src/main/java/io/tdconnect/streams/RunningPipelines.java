// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The pipelines of a process. */
final class RunningPipelines {
    private RunningPipelines() {}

    /** Runs until the process is told to stop, or one of the pipelines fails; the exit status. */
    static int run(List<PipelineConfig> configs) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    end.countDown();
                    awaitQuietly(closed);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        List<RunningPipeline> pipelines = new ArrayList<>();
        boolean failed = true;
        try {
            for (PipelineConfig config : configs) {
                pipelines.add(new RunningPipeline(config, end));
            }
            end.await();
            failed = pipelines.stream().anyMatch(RunningPipeline::hasFailed);
        } finally {
            pipelines.forEach(RunningPipeline::close);
            closed.countDown();
        }
        return failed ? 1 : 0;
    }

    /** The JVM ends when its hooks have, so this one lasts until all is written. */
    private static void awaitQuietly(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
