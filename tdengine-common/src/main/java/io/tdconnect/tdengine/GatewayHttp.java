// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The HTTP clients that speak to gateways. */
public final class GatewayHttp {
    /** Each has threads and descriptors of its own, which Java 17 frees no earlier than a collection finds it unused. */
    private static final Map<Gateway.Encryption, HttpClient> CLIENTS = new ConcurrentHashMap<>();

    private GatewayHttp() {}

    /**
     * The client for connections that are secured like this, without a proxy; always the same.
     *
     * @throws IllegalStateException if this Java has no TLS
     */
    public static HttpClient client(Gateway.Encryption tls) {
        return CLIENTS.computeIfAbsent(tls, GatewayHttp::newClient);
    }

    private static HttpClient newClient(Gateway.Encryption tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY);
        if (tls == Gateway.Encryption.TLS_UNVERIFIED) {
            builder.sslContext(context(tls));
        }
        return builder.build();
    }

    /** What secures connections like this; the host name is checked by whoever uses it. */
    static SSLContext context(Gateway.Encryption tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trusted =
                    tls == Gateway.Encryption.TLS_UNVERIFIED ? new TrustManager[] {new TrustAnything()} : null;
            context.init(null, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS: " + e.getMessage(), e);
        }
    }

    /** Accepts any certificate of any host: only of this kind of trust manager does Java not check the host name. */
    private static final class TrustAnything extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
