// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.mqtt.SubscriptionOptions.RetainedPolicy;
import java.io.EOFException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A connection without a broker; {@link Broker} makes them and remembers them. */
final class FakeMqttSession implements MqttSession {
    final URI address;
    final Listener listener;
    final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    final List<TopicFilter> subscribed = new CopyOnWriteArrayList<>();
    final List<String> published = new CopyOnWriteArrayList<>();
    final List<String> unsubscribed = new CopyOnWriteArrayList<>();
    volatile boolean closed;
    private final Broker broker;

    private FakeMqttSession(Broker broker, URI address, Listener listener) {
        this.broker = broker;
        this.address = address;
        this.listener = listener;
    }

    @Override
    public boolean connect() throws MqttFailure {
        MqttFailure failure = broker.refusals.isEmpty() ? null : broker.refusals.remove(0);
        if (failure != null) {
            throw failure;
        }
        broker.connected.add(this);
        broker.onConnect.accept(this);
        return broker.keepsSessions && (broker.resumesTheFirst || broker.connected.size() > 1);
    }

    @Override
    public void subscribe(List<TopicFilter> filters, RetainedPolicy retained) {
        subscribed.addAll(filters);
    }

    @Override
    public boolean hasSharedSubscriptions() {
        return true;
    }

    @Override
    public void unsubscribe(List<String> filters) {
        unsubscribed.addAll(filters);
    }

    @Override
    public void acknowledge(int packetId) {
        acknowledged.add(packetId);
    }

    @Override
    public void publish(String topic, byte[] payload) {
        published.add(topic);
    }

    @Override
    public void close() {
        closed = true;
    }

    void deliver(String payload, int qos, int packetId) {
        listener.received(Messages.message("site/1", payload, qos, packetId));
    }

    void lose() {
        listener.lost(MqttFailure.of(address, new EOFException()));
    }

    /** Accepts every connection, unless a refusal is prepared. */
    static final class Broker implements Factory {
        final List<FakeMqttSession> created = new CopyOnWriteArrayList<>();
        final List<FakeMqttSession> connected = new CopyOnWriteArrayList<>();
        final List<MqttFailure> refusals = new CopyOnWriteArrayList<>();
        volatile boolean keepsSessions = true;
        volatile boolean resumesTheFirst;
        volatile Consumer<FakeMqttSession> onConnect = session -> {};

        @Override
        public MqttSession create(URI address, Listener listener) {
            FakeMqttSession session = new FakeMqttSession(this, address, listener);
            created.add(session);
            return session;
        }
    }
}
