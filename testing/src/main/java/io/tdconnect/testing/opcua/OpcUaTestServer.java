// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import io.tdconnect.testing.Ports;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.subscriptions.Subscription;
import org.eclipse.milo.opcua.sdk.server.subscriptions.SubscriptionManager;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * A server with variables of every type in the namespace {@link #NAMESPACE}, folder {@code Plant}; a new value is put
 * into the queue of each monitored item at once, so that tests can rely on the number of notifications.
 *
 * <p>Users are {@code operator} with the password {@code secret}, and everyone with an accepted certificate.
 */
public final class OpcUaTestServer implements AutoCloseable {
    /** URI of the namespace of all nodes. */
    public static final String NAMESPACE = "urn:tdconnect:plant";

    /** URI of the server application. */
    public static final String APPLICATION_URI = "urn:tdconnect:test-server";

    private final int port = Ports.free();
    private final ServerCertificate certificate;
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<NodeId, List<DataValue>> history = new ConcurrentHashMap<>();
    private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();
    private final List<String> namespacesBefore = new ArrayList<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile HistoryAnswers historyAnswers = HistoryAnswers.ALL;
    private OpcUaServerOptions options;
    private OpcUaServer server;
    private PlantNamespace plant;

    @SuppressWarnings("NullAway.Init") // restart() sets the other fields.
    private OpcUaTestServer(OpcUaServerOptions options, ServerCertificate certificate) {
        this.options = options;
        this.certificate = certificate;
    }

    /** Starts a server on a free port of 127.0.0.1. */
    public static OpcUaTestServer start(OpcUaServerOptions options) {
        return start(options, ServerCertificate.create());
    }

    /**
     * Starts a server whose certificate an authority has issued.
     *
     * @param uri of the application for which it was issued
     */
    public static OpcUaTestServer startCertified(OpcUaServerOptions options, String uri) {
        return startCertified(options, uri, "127.0.0.1", Duration.ofDays(1));
    }

    /**
     * As {@link #startCertified(OpcUaServerOptions, String)}.
     *
     * @param host for which it was issued
     * @param lifetime of the certificate, from an hour ago on
     */
    public static OpcUaTestServer startCertified(
            OpcUaServerOptions options, String uri, String host, Duration lifetime) {
        return start(options, ServerCertificate.issuedFor(uri, host, lifetime));
    }

    private static OpcUaTestServer start(OpcUaServerOptions options, ServerCertificate certificate) {
        OpcUaTestServer started = new OpcUaTestServer(options, certificate);
        BuiltInVariables.addTo(started.variables);
        started.restart();
        return started;
    }

    /** Starts a server that accepts every client. */
    public static OpcUaTestServer start() {
        return start(OpcUaServerOptions.defaults());
    }

    /** The address to connect to. */
    public String url() {
        return "opc.tcp://127.0.0.1:" + port;
    }

    /** The port of 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The certificate that the server identifies itself with. */
    public X509Certificate certificate() {
        return certificate.certificate();
    }

    /** The certificate of the authority that issued the server's, or the server's own. */
    public X509Certificate issuer() {
        return certificate.issuer();
    }

    /** Index of {@link #NAMESPACE}. */
    public int namespaceIndex() {
        return plant.getNamespaceIndex().intValue();
    }

    /** Text form of a variable's node with the namespace as an index. */
    public String node(String name) {
        return "ns=" + namespaceIndex() + ";s=" + name;
    }

    /** Adds variables of type Double with the value 0, named by the prefix and a number from 0. */
    public void addDoubles(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            add(prefix + i, Variable.of(0.0));
        }
    }

    /** Adds a variable. */
    public void add(String name, Variable variable) {
        variables.put(name, variable);
        plant.add(name, variable);
    }

    /** Removes a variable and notifies its monitored items. */
    public void remove(String name) {
        variables.remove(name);
        plant.remove(name);
    }

    /** Sets a value, with the current time as its source and server time. */
    public void set(String name, Object value) {
        set(name, new DataValue(new Variant(value)));
    }

    /** Sets a value with its quality and times. */
    public void set(String name, DataValue value) {
        variables.computeIfPresent(name, (key, variable) -> variable.with(value));
        plant.set(name, value);
    }

    /** The number of monitored items. */
    public int monitoredItems() {
        return plant.monitoredItems();
    }

    /** The number of monitored items for events. */
    public int eventItems() {
        return (int) server.getSubscriptions().values().stream()
                .flatMap(subscription -> subscription.getMonitoredItems().values().stream())
                .filter(EventItem.class::isInstance)
                .count();
    }

    /** The open sessions. */
    public Set<Object> sessionIds() {
        return server.getSessionManager().getAllSessions().stream()
                .map(Session::getSessionId)
                .collect(Collectors.toSet());
    }

    /** The number of open sessions. */
    public int sessions() {
        return server.getSessionManager().getAllSessions().size();
    }

    /** Ends all subscriptions as if their lifetime had passed; clients are not notified. */
    public void dropSubscriptions() {
        for (Session session : server.getSessionManager().getAllSessions()) {
            SubscriptionManager subscriptions = session.getSubscriptionManager();
            for (Subscription subscription : subscriptions.getSubscriptions()) {
                subscriptions.removeSubscription(subscription.getId());
                subscription.deleteSubscription();
            }
        }
    }

    /** Answers requests for history this way from now on. */
    public void answerHistory(HistoryAnswers answers) {
        historyAnswers = answers;
    }

    /** Reports an event of type BaseEventType of the object Server. */
    public void fireEvent(String message, int severity) {
        fireEvent("", message, severity, Instant.now());
    }

    /** Reports an event of type BaseEventType of a variable. */
    public void fireEvent(String source, String message, int severity, Instant time) {
        plant.events().fire(source, message, severity, time);
    }

    /** Changes the state of the condition of a variable, and reports it as an event of type AlarmConditionType. */
    public void change(Alarm alarm) {
        plant.events().change(alarm);
    }

    /** How often clients have requested the state of all conditions. */
    public int conditionRefreshes() {
        return refreshes.get();
    }

    /** Stops the server; sessions, subscriptions and their queues are lost. */
    public void stop() {
        try {
            plant.shutdown();
            server.shutdown().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The server cannot be stopped", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts the server again after {@link #stop}, with the same nodes, values, history, conditions and certificate.
     */
    public void restart() {
        restart(() -> {});
    }

    /** Starts the server again after {@link #stop}, and does something before any client can connect. */
    public void restart(Runnable beforeClients) {
        server = ServerFactory.create(port, certificate, options);
        AttributeAnswers.addTo(server, options, () -> historyAnswers);
        ItemLimit.addTo(server, options);
        namespacesBefore.forEach(uri -> server.getNamespaceTable().add(uri));
        plant = new PlantNamespace(
                server, new RecordedHistory(server, history, () -> historyAnswers), alarms, refreshes);
        plant.startup();
        variables.forEach(plant::add);
        beforeClients.run();
        try {
            server.startup().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The OPC UA server does not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the server again with other options. */
    public void restart(OpcUaServerOptions changed) {
        options = changed;
        restart();
    }

    /** Starts the server again with other namespaces before its own, so that its index changes. */
    public void restartWithNamespacesBefore(String... uris) {
        namespacesBefore.clear();
        namespacesBefore.addAll(List.of(uris));
        restart();
    }

    @Override
    public void close() {
        stop();
    }
}
