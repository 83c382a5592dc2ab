// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import io.tdconnect.verify.side.SideException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Asks both servers at the same time.
 *
 * @param threads for the requests to the source
 */
record BothSides(SidePair sides, ExecutorService threads) {
    /** Two answers. */
    record Answers<T>(T source, T target) {}

    /** The answers of both. */
    <T> Answers<T> ask(SidePair.Request<T> ofSource, SidePair.Request<T> ofTarget)
            throws SideException, InterruptedException {
        Callable<T> asking = () -> sides.source().ask(ofSource);
        Future<T> source = threads.submit(asking);
        boolean whole = false;
        try {
            T target = sides.target().ask(ofTarget);
            Answers<T> answers = new Answers<>(source.get(), target);
            whole = true;
            return answers;
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            if (!whole) {
                abandon(source);
            }
        }
    }

    /** The next request must not meet an answer to this one. */
    private void abandon(Future<?> source) {
        source.cancel(true);
        sides.source().close();
    }

    static SideException cause(ExecutionException e) throws InterruptedException {
        if (e.getCause() instanceof SideException failure) {
            return failure;
        }
        if (e.getCause() instanceof InterruptedException) {
            throw new InterruptedException();
        }
        throw new IllegalStateException(e.getCause());
    }
}
