// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks MQTT 5 through Paho's client, which no other class uses. */
final class PahoV5Session implements MqttSession, MqttCallback {
    private static final Logger log = LoggerFactory.getLogger(PahoV5Session.class);
    private static final int REFUSED = 128;
    private static final int ALWAYS = 0;
    private static final int ONLY_IF_NEW = 1;
    private static final Duration ACKS_LIMIT = Duration.ofSeconds(2);
    private static final long QUIESCE_MILLIS = 2_000;
    private static final long DISCONNECT_MILLIS = 200;
    private static final Duration START_LIMIT = Duration.ofSeconds(1);
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    private final SessionParameters parameters;
    private final URI broker;
    private final Listener listener;
    private final HandshakeGuard guard;
    private final AckBundle acks = new AckBundle();
    private final SetAsideParts setAside = new SetAsideParts();
    private final BrokerAnswers answers;
    private final MqttAsyncClient client;
    private volatile boolean disconnecting;
    private volatile boolean sharing = true;

    PahoV5Session(SessionParameters parameters, URI broker, Listener listener) throws MqttFailure {
        this.parameters = parameters;
        this.broker = broker;
        this.listener = listener;
        guard = new HandshakeGuard(failure -> listener.lost(MqttFailure.ofLibrary(broker, failure)));
        answers = new BrokerAnswers(parameters, broker, guard, PahoV5Session::reasonCode);
        try {
            client = new GuardedClient(broker.toString(), parameters.clientId());
        } catch (MqttException e) {
            throw MqttFailure.of(broker, e);
        }
        client.setCallback(this);
        client.setManualAcks(true);
    }

    @Override
    public boolean connect() throws MqttFailure, InterruptedException {
        try {
            Answer answer = new Answer();
            client.connect(options(), null, answer);
            IMqttToken connected = answers.await(answer.future);
            sharing = connected.getResponseProperties().isSharedSubscriptionAvailable();
            return connected.getSessionPresent();
        } catch (MqttException e) {
            throw answers.failure(e);
        }
    }

    @Override
    public void subscribe(List<TopicFilter> filters, RetainedPolicy retained) throws MqttFailure, InterruptedException {
        MqttSubscription[] subscriptions =
                filters.stream().map(filter -> subscription(filter, retained)).toArray(MqttSubscription[]::new);
        try {
            Answer answer = new Answer();
            client.subscribe(subscriptions, null, answer, new MqttProperties());
            int[] codes = answers.await(answer.future).getReasonCodes();
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] >= REFUSED) {
                    throw MqttFailure.notSubscribed(broker, filters.get(i), codes[i]);
                }
            }
        } catch (MqttException e) {
            throw answers.failure(e);
        }
    }

    private static MqttSubscription subscription(TopicFilter filter, RetainedPolicy retained) {
        MqttSubscription subscription = new MqttSubscription(filter.filter(), filter.subscribedQos());
        subscription.setRetainHandling(retained == RetainedPolicy.FIRST_ONLY ? ONLY_IF_NEW : ALWAYS);
        return subscription;
    }

    @Override
    public boolean hasSharedSubscriptions() {
        return sharing;
    }

    @Override
    public void unsubscribe(List<String> filters) throws MqttFailure, InterruptedException {
        if (filters.isEmpty()) {
            return;
        }
        try {
            Answer answer = new Answer();
            client.unsubscribe(filters.toArray(String[]::new), null, answer, new MqttProperties());
            answers.await(answer.future);
        } catch (MqttException e) {
            throw answers.failure(e);
        }
    }

    @Override
    public void acknowledge(int packetId) {
        if (acks.bundle(packetId)) {
            return;
        }
        try {
            client.messageArrivedComplete(packetId, 1);
        } catch (MqttException e) {
            log.debug("Message {} is not acknowledged, the broker will send it again: {}", packetId, e.getMessage());
        }
    }

    @Override
    public void publish(String topic, byte[] payload) throws MqttFailure {
        try {
            client.publish(topic, payload, 0, false);
        } catch (MqttException e) {
            throw MqttFailure.of(broker, e);
        }
    }

    @Override
    public void close() {
        // Paho leaks threads if not all of them were started, or if the broker closes the connection during
        // disconnect().
        guard.await(START_LIMIT);
        try {
            boolean connected = client.isConnected();
            // When it disconnects, Paho drops packets that its sending thread has not picked up.
            if (connected && !acks.awaitWritten(ACKS_LIMIT)) {
                log.debug("Some messages are not acknowledged, {} will send them again", BrokerAddress.place(broker));
            }
            disconnecting = connected;
            client.disconnectForcibly(connected ? QUIESCE_MILLIS : 0, DISCONNECT_MILLIS, connected);
            client.close(true);
        } catch (MqttException e) {
            log.debug("Closing the client of {} failed: {}", BrokerAddress.place(broker), e.getMessage());
        }
    }

    @Override
    public void messageArrived(String topic, org.eclipse.paho.mqttv5.common.MqttMessage message) {
        SetAsideParts.Part part = setAside.take(topic);
        MqttMessage received = new MqttMessage(
                topic,
                message.getPayload(),
                message.getQos(),
                message.isRetained(),
                message.isDuplicate(),
                message.getId(),
                MqttMessage.now(),
                null,
                null);
        listener.received(part == null ? received : part.completing(received));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        listener.lost(
                cause == null
                        ? MqttFailure.refused(broker, response.getReturnCode(), parameters.user() != null)
                        : MqttFailure.of(broker, cause));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        log.warn("The MQTT client of {} reports: {}", BrokerAddress.place(broker), exception.getMessage());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // QoS 0 has no acknowledgement to wait for.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // The answer to connect() contains the same.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Only sent to clients that started an enhanced authentication.
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(parameters.cleanSession());
        options.setSessionExpiryInterval((long) SessionParameters.seconds(parameters.sessionExpiry()));
        options.setReceiveMaximum(parameters.receiveMaximum());
        options.setKeepAliveInterval(SessionParameters.seconds(parameters.keepAlive()));
        options.setConnectionTimeout(SessionParameters.seconds(parameters.connectTimeout()));
        options.setUserName(parameters.user());
        if (parameters.password() != null) {
            options.setPassword(parameters.password().value().getBytes(StandardCharsets.UTF_8));
        }
        if (BrokerAddress.usesTls(broker)) {
            options.setSocketFactory(parameters.tls());
            options.setHttpsHostnameVerificationEnabled(parameters.hostnameVerification());
        }
        return options;
    }

    private static int reasonCode(Throwable cause) {
        return cause instanceof MqttException known ? known.getReasonCode() : 0;
    }

    private final class Answer implements MqttActionListener {
        private final CompletableFuture<IMqttToken> future = new CompletableFuture<>();

        @Override
        public void onSuccess(IMqttToken token) {
            future.complete(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            guard.release();
            future.completeExceptionally(cause);
        }
    }

    private final class GuardedClient extends MqttAsyncClient {
        private GuardedClient(String url, String clientId) throws MqttException {
            super(url, clientId, new MemoryPersistence());
        }

        @Override
        protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options)
                throws MqttException {
            return Arrays.stream(super.createNetworkModules(address, options))
                    .map(GuardedModule::new)
                    .toArray(NetworkModule[]::new);
        }
    }

    private final class GuardedModule implements NetworkModule {
        private final NetworkModule module;

        private GuardedModule(NetworkModule module) {
            this.module = module;
        }

        @Override
        public void start() throws IOException, MqttException {
            module.start();
            guard.connected();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new IncomingPackets(
                    guard.guarded(module.getInputStream()), setAside, true, parameters.maximumPayload());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            try {
                return acks.appendTo(guard.guarded(module.getOutputStream()));
            } catch (IOException e) {
                throw guard.reason(e);
            }
        }

        @Override
        public void stop() throws IOException {
            if (disconnecting) {
                guard.awaitEnd(END_LIMIT);
            }
            module.stop();
            guard.release();
        }

        @Override
        public String getServerURI() {
            return module.getServerURI();
        }
    }
}
