// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** The pipelines of a process. */
final class RunningPipelines {
    private static final long LOOK_SECONDS = 10;

    private RunningPipelines() {}

    /**
     * Runs until the process is asked to stop or a pipeline fails; returns the exit status.
     *
     * @throws ConfigException if a pipeline cannot be created; the message names it
     */
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
                pipelines.add(started(config, end));
            }
            while (!end.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
                pipelines.forEach(RunningPipeline::warnIfUnanswered);
            }
            failed = pipelines.stream().anyMatch(RunningPipeline::hasFailed);
        } finally {
            pipelines.forEach(RunningPipeline::close);
            closed.countDown();
        }
        return failed ? 1 : 0;
    }

    private static RunningPipeline started(PipelineConfig config, CountDownLatch end) {
        try {
            return new RunningPipeline(config, end);
        } catch (KafkaException e) {
            String reasons = Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                    .map(Throwable::getMessage)
                    .distinct()
                    .collect(Collectors.joining(": "));
            ConfigException refusal = new ConfigException("pipeline " + config.name() + ": " + reasons);
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** The JVM ends when its hooks end, so this hook waits until everything is written. */
    private static void awaitQuietly(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
