// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import io.tdconnect.common.tls.Tls;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a consumer by the options that all connectors share: the consumer's own options know fewer forms of keys.
 *
 * <p>Made by the consumer.
 */
public final class TlsEngines implements SslEngineFactory {
    /** Property of the consumer with the {@link Tls}. */
    static final String TLS = "io.tdconnect.tls";

    private static final String CHECK_HOST = "HTTPS";

    private @Nullable SSLContext context;
    private boolean checkHost = true;

    @Override
    public void configure(Map<String, ?> properties) {
        if (!(properties.get(TLS) instanceof Tls tls)) {
            throw new IllegalStateException("expected the property " + TLS + ", which the connector sets");
        }
        context = tls.context();
        checkHost = tls.hostnameVerification();
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, @Nullable String endpointIdentification) {
        if (context == null) {
            throw new IllegalStateException("not configured");
        }
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(checkHost ? CHECK_HOST : "");
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("a consumer is no server");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> properties) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {}
}
