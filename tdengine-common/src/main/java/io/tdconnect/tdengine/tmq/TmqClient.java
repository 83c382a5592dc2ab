// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.Gateway;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A consumer of TDengine topics over the gateway's {@code /rest/tmq}.
 *
 * <p>At most one request is under way, so the server sends no message before the one before has been taken.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class TmqClient implements TmqConsumer {
    private TmqClient() {}

    /**
     * Connects to the first endpoint that accepts.
     *
     * @throws TmqException if none does; {@link TmqException#CONNECTION}
     */
    public static TmqClient connect(Gateway gateway) throws TmqException, InterruptedException {
        throw new UnsupportedOperationException("not written yet: " + gateway.endpoints());
    }

    @Override
    public void subscribe(TmqSubscription subscription) throws TmqException, InterruptedException {
        throw unwritten();
    }

    @Override
    public Optional<TmqMessage> poll(Duration wait) throws TmqException, InterruptedException {
        throw unwritten();
    }

    @Override
    public List<VgroupAssignment> assignment(String topic) throws TmqException, InterruptedException {
        throw unwritten();
    }

    @Override
    public long position(String topic, int vgroup) throws TmqException, InterruptedException {
        throw unwritten();
    }

    @Override
    public OptionalLong committed(String topic, int vgroup) throws TmqException, InterruptedException {
        throw unwritten();
    }

    @Override
    public void seek(String topic, int vgroup, long position) throws TmqException, InterruptedException {
        throw unwritten();
    }

    @Override
    public void commitOffset(String topic, int vgroup, long position) throws TmqException, InterruptedException {
        throw unwritten();
    }

    @Override
    public List<String> topics() throws TmqException, InterruptedException {
        throw unwritten();
    }

    @Override
    public void unsubscribe() throws TmqException, InterruptedException {
        throw unwritten();
    }

    @Override
    public void close() {
        throw unwritten();
    }

    private static UnsupportedOperationException unwritten() {
        return new UnsupportedOperationException("not written yet");
    }
}
