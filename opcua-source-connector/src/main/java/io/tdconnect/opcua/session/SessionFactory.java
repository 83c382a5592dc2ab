// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.tls.PemIdentity;
import java.security.KeyPair;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfigBuilder;
import org.jspecify.annotations.Nullable;

/** Connects to a server: asks for its endpoints, chooses one, and starts a session there. */
public final class SessionFactory {
    private static final PemIdentity.Names USER_NAMES = new PemIdentity.Names(
            SecurityOptions.USER_CERTIFICATE, SecurityOptions.USER_KEY, SecurityOptions.USER_KEY_PASSWORD);

    private final ConnectionOptions connection;
    private final SecurityOptions security;
    private final String sessionName;
    private final @Nullable PemIdentity application;
    private final @Nullable PemIdentity userCertificate;
    private final TrustList trust;

    /**
     * Reads certificates and keys.
     *
     * @throws OptionException for the option whose certificate or key cannot be used
     */
    public SessionFactory(ConnectionOptions connection, SecurityOptions security, String sessionName)
            throws OptionException {
        this.connection = connection;
        this.security = security;
        this.sessionName = sessionName;
        this.application = security.secured() ? ClientCertificate.of(security) : null;
        requireUri(security.own().applicationUri(), application);
        SecurityOptions.User user = security.user();
        this.userCertificate = user.certificate() == null || user.key() == null
                ? null
                : PemIdentity.read(USER_NAMES, user.certificate(), user.key(), user.keyPassword());
        SecurityOptions.Trust trusted = security.trust();
        this.trust = new TrustList(
                trusted.certificates() == null
                        ? List.of()
                        : PemIdentity.certificates(SecurityOptions.TRUSTED, trusted.certificates()),
                trusted,
                EndpointUtil.getHost(connection.endpointUrl()));
        // Only this policy needs algorithms that the Java runtime lacks; a provider applies to the whole worker.
        if (security.policy() == SecurityPolicy.Aes256_Sha256_RsaPss
                && Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            Security.addProvider(new BouncyCastleProvider());
        }
    }

    // Servers answer a mismatch with a code at best, which does not name the URI.
    private static void requireUri(@Nullable String configured, @Nullable PemIdentity application)
            throws OptionException {
        if (configured != null && application != null) {
            String certified = ClientCertificate.uri(application.chain().get(0));
            if (!certified.equals(configured)) {
                throw new OptionException(
                        SecurityOptions.APPLICATION_URI,
                        "expected the URI in the certificate, " + certified + ", found " + configured);
            }
        }
    }

    /** Connects; each step has the connect timeout as its limit. */
    public ServerSession open() throws OpcuaFailure, InterruptedException {
        RandomSeed.await();
        ExecutorService threads = threads();
        try {
            EndpointDescription endpoint = select(endpoints(threads));
            return ServerSession.start(client(endpoint, threads), threads, connection.connectTimeout());
        } catch (UaException e) {
            threads.shutdownNow();
            String rejection = trust.takeRejection();
            throw rejection == null
                    ? OpcuaFailure.connecting(connection, security, e)
                    : new OpcuaFailure(SecurityOptions.TRUSTED, true, rejection + forPassword(), e);
        } catch (OpcuaFailure | InterruptedException | RuntimeException e) {
            threads.shutdownNow();
            throw e;
        }
    }

    private String forPassword() {
        return security.secured()
                ? ""
                : "; the password would be encrypted for it; " + SecurityOptions.PASSWORD_UNVERIFIED
                        + "=true allows that";
    }

    /** As many threads as needed; work that the library submits after the end of a session is discarded. */
    private ExecutorService threads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "opcua-" + sessionName);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(SessionFactory.class.getClassLoader());
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private List<EndpointDescription> endpoints(ExecutorService threads) throws UaException, InterruptedException {
        return ServerSession.answer(
                DiscoveryClient.getEndpoints(connection.endpointUrl(), transport -> configure(transport, threads)),
                connection.connectTimeout());
    }

    private OpcUaClient client(EndpointDescription endpoint, ExecutorService threads) throws OpcuaFailure {
        OpcUaClientConfigBuilder config = OpcUaClientConfig.builder()
                .setEndpoint(endpoint)
                .setSessionEndpointValidationEnabled(false)
                .setApplicationName(LocalizedText.english("tdconnect OPC UA source connector"))
                .setApplicationUri(applicationUri())
                .setProductUri(ClientCertificate.DEFAULT_URI)
                .setSessionName(() -> sessionName)
                .setSessionTimeout(ServerSession.millis(connection.sessionTimeout()))
                .setRequestTimeout(ServerSession.millis(connection.requestTimeout()))
                .setKeepAliveTimeout(ServerSession.millis(connection.requestTimeout()))
                .setIdentityProvider(identity(endpoint));
        if (application != null) {
            config.setKeyPair(new KeyPair(application.chain().get(0).getPublicKey(), application.key()))
                    .setCertificate(application.chain().get(0))
                    .setCertificateChain(application.chain().toArray(X509Certificate[]::new))
                    .setCertificateValidator(trust);
        } else {
            config.setCertificateValidator((chain, uri, hosts) -> {});
        }
        OpcTcpClientTransportConfigBuilder transport = OpcTcpClientTransportConfig.newBuilder();
        configure(transport, threads);
        return new OpcUaClient(config.build(), new OpcTcpClientTransport(transport.build()));
    }

    private void configure(OpcTcpClientTransportConfigBuilder transport, ExecutorService threads) {
        transport
                .setConnectTimeout(ServerSession.millis(connection.connectTimeout()))
                .setAcknowledgeTimeout(ServerSession.millis(connection.connectTimeout()))
                .setExecutor(threads);
    }

    private String applicationUri() {
        String configured = security.own().applicationUri();
        if (configured != null) {
            return configured;
        }
        return application == null
                ? ClientCertificate.DEFAULT_URI
                : ClientCertificate.uri(application.chain().get(0));
    }

    private EndpointDescription select(List<EndpointDescription> offered) throws OpcuaFailure {
        for (EndpointDescription endpoint : offered) {
            if (security.policy().getUri().equals(endpoint.getSecurityPolicyUri())
                    && security.mode() == endpoint.getSecurityMode()
                    && String.valueOf(endpoint.getEndpointUrl()).startsWith("opc.tcp://")) {
                return connection.rewriteHost()
                        ? EndpointUtil.updateUrl(
                                endpoint,
                                EndpointUtil.getHost(connection.endpointUrl()),
                                EndpointUtil.getPort(connection.endpointUrl()))
                        : endpoint;
            }
        }
        String found = offered.stream()
                .map(one -> SecurityPolicy.fromUriSafe(one.getSecurityPolicyUri())
                                .map(Enum::name)
                                .orElse("another policy")
                        + " with " + one.getSecurityMode())
                .distinct()
                .collect(Collectors.joining(", "));
        throw new OpcuaFailure(
                SecurityOptions.POLICY,
                true,
                "expected a server that offers " + security.policy() + " with " + security.mode() + ", found "
                        + (found.isEmpty() ? "no endpoint" : found),
                null);
    }

    private IdentityProvider identity(EndpointDescription endpoint) throws OpcuaFailure {
        SecurityOptions.User user = security.user();
        if (userCertificate != null) {
            requireToken(
                    endpoint, UserTokenType.Certificate, SecurityOptions.USER_CERTIFICATE, "users with certificates");
            return new X509IdentityProvider(userCertificate.chain(), userCertificate.key());
        }
        if (user.name() != null) {
            requireToken(endpoint, UserTokenType.UserName, SecurityOptions.USER, "users with passwords");
            return PasswordIdentity.of(user, endpoint, trust);
        }
        requireToken(endpoint, UserTokenType.Anonymous, SecurityOptions.USER, "sessions without a user");
        return AnonymousProvider.INSTANCE;
    }

    private static void requireToken(EndpointDescription endpoint, UserTokenType wanted, String option, String what)
            throws OpcuaFailure {
        var tokens = endpoint.getUserIdentityTokens();
        if (tokens == null || List.of(tokens).stream().noneMatch(token -> token.getTokenType() == wanted)) {
            String found = tokens == null
                    ? "none"
                    : List.of(tokens).stream()
                            .map(token -> String.valueOf(token.getTokenType()))
                            .distinct()
                            .collect(Collectors.joining(", "));
            throw new OpcuaFailure(
                    option, true, "expected a server that accepts " + what + ", found that it accepts " + found, null);
        }
    }
}
