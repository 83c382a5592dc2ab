// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.security.KeyPair;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.CompositeValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.X509IdentityValidator;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateStore;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** Builds a server. */
final class ServerFactory {
    private ServerFactory() {}

    static OpcUaServer create(int port, ServerCertificate own, OpcUaServerOptions options) {
        if (options.policies().contains(SecurityPolicy.Aes256_Sha256_RsaPss)) {
            Security.addProvider(new BouncyCastleProvider());
        }
        OpcUaServerConfig config = OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("tdconnect test server"))
                .setApplicationUri(OpcUaTestServer.APPLICATION_URI)
                .setProductUri(OpcUaTestServer.APPLICATION_URI)
                .setCertificateManager(certificates(own, options))
                .setIdentityValidator(new CompositeValidator(
                        AnonymousIdentityValidator.INSTANCE,
                        new UsernameIdentityValidator(
                                challenge -> challenge.getUsername().equals("operator")
                                        && challenge.getPassword().equals("secret")),
                        new X509IdentityValidator(options.trusted())))
                .setEndpoints(endpoints(port, own, options))
                .setLimits(new Limits(options))
                .build();
        return new OpcUaServer(
                config,
                profile -> new OpcTcpServerTransport(
                        OpcTcpServerTransportConfig.newBuilder().build()));
    }

    private static DefaultCertificateManager certificates(ServerCertificate own, OpcUaServerOptions options) {
        MemoryCertificateQuarantine quarantine = new MemoryCertificateQuarantine();
        CertificateValidator validator = (chain, uri, hosts) -> {
            if (!options.trusted().test(chain.get(0))) {
                throw new UaException(StatusCodes.Bad_SecurityChecksFailed);
            }
        };
        try {
            MemoryCertificateStore store = new MemoryCertificateStore();
            X509Certificate[] chain = {own.certificate()};
            store.set(
                    NodeIds.RsaSha256ApplicationCertificateType,
                    new CertificateStore.Entry(own.keys().getPrivate(), chain));
            return new DefaultCertificateManager(
                    quarantine,
                    DefaultApplicationGroup.createAndInitialize(
                            new MemoryTrustListManager(), store, new Fixed(chain), validator));
        } catch (Exception e) {
            throw new IllegalStateException("The server cannot use its certificate", e);
        }
    }

    private static Set<EndpointConfig> endpoints(int port, ServerCertificate own, OpcUaServerOptions options) {
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        for (SecurityPolicy policy : options.policies()) {
            List<MessageSecurityMode> modes = policy == SecurityPolicy.None
                    ? List.of(MessageSecurityMode.None)
                    : List.of(MessageSecurityMode.Sign, MessageSecurityMode.SignAndEncrypt);
            for (MessageSecurityMode mode : modes) {
                EndpointConfig.Builder endpoint = EndpointConfig.newBuilder()
                        .setBindAddress("127.0.0.1")
                        .setBindPort(port)
                        .setHostname(options.hostname())
                        .setCertificate(own.certificate())
                        .setSecurityPolicy(policy)
                        .setSecurityMode(mode)
                        .addTokenPolicies(
                                OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME, OpcUaServerConfig.USER_TOKEN_POLICY_X509);
                if (options.anonymous()) {
                    endpoint.addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS);
                }
                endpoints.add(endpoint.build());
            }
        }
        return endpoints;
    }

    private record Limits(OpcUaServerOptions options) implements OpcUaServerConfigLimits {
        @Override
        public Double getMinPublishingInterval() {
            return 10.0;
        }

        @Override
        public UInteger getMaxMonitoredItemsPerCall() {
            return uint(options.itemsPerCall());
        }

        @Override
        public UInteger getMaxNodesPerRead() {
            return uint(options.nodesPerRead());
        }
    }

    private static final class Fixed extends RsaSha256CertificateFactory {
        private final X509Certificate[] chain;

        private Fixed(X509Certificate[] chain) {
            this.chain = chain;
        }

        @Override
        protected X509Certificate[] createRsaSha256CertificateChain(KeyPair keyPair) {
            return chain;
        }
    }
}
