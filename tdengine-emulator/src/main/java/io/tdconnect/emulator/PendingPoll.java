// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import io.tdconnect.emulator.engine.topic.Message;
import io.tdconnect.emulator.engine.topic.Subscriber;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits for a message without blocking the connection's thread. */
final class PendingPoll {
    private final ScheduledExecutorService loop;
    private final Subscriber subscriber;
    private final Function<@Nullable Message, Answer> answer;
    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private final AtomicBoolean trying = new AtomicBoolean();
    private final Runnable waiter = this::changed;

    /**
     * Does nothing yet.
     *
     * @param answer receives the message, or null if none arrived in time
     */
    PendingPoll(ScheduledExecutorService loop, Subscriber subscriber, Function<@Nullable Message, Answer> answer) {
        this.loop = loop;
        this.subscriber = subscriber;
        this.answer = answer;
    }

    CompletionStage<Answer> within(long millis) {
        subscriber.await(waiter);
        attempt();
        if (!result.isDone()) {
            Future<?> timer = loop.schedule(() -> finish(null), millis, TimeUnit.MILLISECONDS);
            // Uses the result itself: a dependent stage would wrap a cancellation.
            var unused = result.whenComplete((done, failure) -> timer.cancel(false));
        }
        return result;
    }

    /** Forgets the request. */
    void cancel() {
        subscriber.ignore(waiter);
        result.cancel(false);
    }

    /** Runs on any thread, and must not block it. */
    private void changed() {
        if (trying.compareAndSet(false, true)) {
            loop.execute(() -> {
                trying.set(false);
                attempt();
            });
        }
    }

    private void attempt() {
        if (result.isDone()) {
            return;
        }
        try {
            Message message = subscriber.poll();
            if (message != null) {
                finish(message);
            }
        } catch (RuntimeException e) {
            subscriber.ignore(waiter);
            result.completeExceptionally(e);
        }
    }

    private void finish(@Nullable Message message) {
        subscriber.ignore(waiter);
        if (!result.isDone()) {
            result.complete(answer.apply(message));
        }
    }
}
