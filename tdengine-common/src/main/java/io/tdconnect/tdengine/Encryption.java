// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.tls.Tls;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How connections to gateways are secured. Thread-safe. */
public final class Encryption {
    /** Not at all. */
    public static final Encryption NONE = new Encryption(false, null);
    /** TLS; the certificate of the server is checked against the trust store of this Java. */
    public static final Encryption TLS = new Encryption(true, null);
    /** TLS; any certificate is accepted. */
    public static final Encryption TLS_UNVERIFIED = new Encryption(true, trustingAnybody());

    private final boolean on;
    private final @Nullable SSLContext context;
    private @Nullable HttpClient http;

    private Encryption(boolean on, @Nullable SSLContext context) {
        this.on = on;
        this.context = context;
    }

    /** TLS with certificates and keys of its own. */
    static Encryption of(SSLContext context) {
        return new Encryption(true, context);
    }

    /** Whether there is TLS at all. */
    public boolean on() {
        return on;
    }

    /** The context that replaces the one of Java; null to use that of Java. */
    @Nullable
    public SSLContext context() {
        return context;
    }

    /**
     * The HTTP client for such connections, without a proxy. It is always the same, since each client has its own threads
     * and descriptors, which Java 17 frees only at garbage collection.
     */
    public synchronized HttpClient http() {
        if (http == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY);
            if (context != null) {
                builder.sslContext(context);
            }
            http = builder.build();
        }
        return http;
    }

    /** The context for a connection without the HTTP client. */
    SSLContext contextOrDefault() {
        if (context != null) {
            return context;
        }
        try {
            SSLContext ofJava = SSLContext.getInstance("TLS");
            ofJava.init(null, null, null);
            return ofJava;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS: " + e.getMessage(), e);
        }
    }

    private static SSLContext trustingAnybody() {
        try {
            return new Tls(null, null, null, null, null, null, false).checkedContext(Tls.Verification.NONE);
        } catch (OptionException e) {
            throw new IllegalStateException("nothing is configured", e);
        }
    }
}
