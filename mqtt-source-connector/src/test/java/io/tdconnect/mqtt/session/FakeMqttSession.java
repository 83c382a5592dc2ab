// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.io.EOFException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A connection without a broker; {@link Broker} makes them and remembers them. */
public final class FakeMqttSession implements MqttSession {
    public final URI address;
    public final Listener listener;
    public final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    public final List<TopicFilter> subscribed = new CopyOnWriteArrayList<>();
    public final List<String> published = new CopyOnWriteArrayList<>();
    public final List<String> unsubscribed = new CopyOnWriteArrayList<>();
    public volatile boolean closed;
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

    public void deliver(String payload, int qos, int packetId) {
        listener.received(Messages.message("site/1", payload, qos, packetId));
    }

    public void lose() {
        listener.lost(MqttFailure.of(address, new EOFException()));
    }

    /** Accepts every connection, unless a refusal is prepared. */
    public static final class Broker implements Factory {
        public final List<FakeMqttSession> created = new CopyOnWriteArrayList<>();
        public final List<FakeMqttSession> connected = new CopyOnWriteArrayList<>();
        public final List<MqttFailure> refusals = new CopyOnWriteArrayList<>();
        public volatile boolean keepsSessions = true;
        public volatile boolean resumesTheFirst;
        public volatile Consumer<FakeMqttSession> onConnect = session -> {};

        @Override
        public MqttSession create(URI address, Listener listener) {
            FakeMqttSession session = new FakeMqttSession(this, address, listener);
            created.add(session);
            return session;
        }
    }
}
