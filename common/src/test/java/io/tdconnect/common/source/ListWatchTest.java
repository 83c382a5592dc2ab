// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.retry.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class ListWatchTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();

    @Test
    void changedListRequestsNewTasks() throws Exception {
        answers.addAll(List.of(List.of(1), List.of(1), List.of(1, 2)));
        try (ListWatch<Integer> watch = watch()) {
            watch.start();
            assertThat(watch.items()).containsExactly(1);
            assertThat(event()).isEqualTo("reconfigure");
            assertThat(watch.items()).containsExactly(1, 2);
            assertThat(events).isEmpty();
        }
    }

    @Test
    void serverThatIsAwayIsAskedAgain() throws Exception {
        answers.addAll(List.of(new IOException("away"), new IOException("still away"), List.of(7)));
        try (ListWatch<Integer> watch = watch()) {
            watch.start();
            assertThat(watch.items()).isEmpty();
            assertThat(event()).isEqualTo("reconfigure");
            assertThat(watch.items()).containsExactly(7);
        }
    }

    @Test
    void refusalAtTheStartIsThrown() {
        answers.add(new ConnectException("refused"));
        try (ListWatch<Integer> watch = watch()) {
            assertThatThrownBy(watch::start)
                    .isInstanceOf(ConnectException.class)
                    .hasMessage("refused");
        }
    }

    @Test
    void laterRefusalFailsTheConnector() throws Exception {
        answers.addAll(List.of(List.of(1), new ConnectException("refused")));
        try (ListWatch<Integer> watch = watch()) {
            watch.start();
            assertThat(event()).isEqualTo("refused");
        }
    }

    @Test
    void interruptionAtTheStartIsKept() {
        answers.add(new InterruptedException());
        try (ListWatch<Integer> watch = watch()) {
            assertThatThrownBy(watch::start).hasMessageContaining("list of numbers");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closeEndsARequestAndThenFreesTheSource() throws Exception {
        answers.add(List.of(1));
        ListWatch<Integer> watch = watch();
        watch.start();
        watch.close();
        assertThat(event()).isEqualTo("disconnect");
        assertThat(event()).isEqualTo("close");
        assertThat(events).isEmpty();
    }

    private Object event() throws InterruptedException {
        return events.poll(30, TimeUnit.SECONDS);
    }

    private ListWatch<Integer> watch() {
        return new ListWatch<>(new Context(), new Numbers(), SHORT, new Retry(Duration.ofMinutes(1), SHORT, SHORT));
    }

    /** Answers in turn; the last request waits until it is interrupted. */
    private final class Numbers implements ListWatch.Source<Integer> {
        @Override
        public String kind() {
            return "numbers";
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<Integer> list() throws Exception {
            Object answer = answers.take();
            if (answer instanceof Exception failure) {
                throw failure;
            }
            return (List<Integer>) answer;
        }

        @Override
        public void disconnect() {
            events.add("disconnect");
        }

        @Override
        public void close() {
            events.add("close");
        }
    }

    private final class Context implements ConnectorContext {
        @Override
        public void requestTaskReconfiguration() {
            events.add("reconfigure");
        }

        @Override
        public void raiseError(Exception failure) {
            events.add(String.valueOf(failure.getMessage()));
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("no metrics here");
        }
    }
}
