// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import io.tdconnect.common.tls.TlsOptions;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Finds the cause of a failed TLS connection to a gateway, and the option to change. */
public final class TlsCause {
    private static final String ALERT = "Received fatal alert: ";

    private TlsCause() {}

    /**
     * The cause, to follow "found"; null if the failure is not of TLS.
     *
     * @param failure of any client
     * @param tls how it connected
     */
    public static @Nullable String of(@Nullable Throwable failure, Encryption tls) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SSLException problem) {
                return cause(problem, tls);
            }
        }
        return null;
    }

    private static String cause(SSLException failure, Encryption tls) {
        Throwable expired = find(failure, CertificateExpiredException.class);
        if (expired != null) {
            return "a certificate that has expired (" + expired.getMessage() + ')';
        }
        Throwable early = find(failure, CertificateNotYetValidException.class);
        if (early != null) {
            return "a certificate that is not valid yet (" + early.getMessage() + ')';
        }
        if (find(failure, CertPathBuilderException.class) != null
                || find(failure, CertPathValidatorException.class) != null) {
            return "a certificate of an authority that "
                    + (tls.context() == null ? "this Java does not trust" : "is not trusted") + "; see "
                    + TlsOptions.CA;
        }
        Throwable otherHost = find(failure, CertificateException.class);
        if (otherHost != null) {
            return "a certificate of another host (" + otherHost.getMessage() + "); see " + TdengineOptions.URL
                    + " and " + TlsOptions.HOSTNAME_VERIFICATION;
        }
        return handshake(failure);
    }

    private static String handshake(SSLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith(ALERT) && (message.contains("certificate") || message.contains("unknown_ca"))) {
            return "a server that wants another client certificate (" + message.substring(ALERT.length()) + "); see "
                    + TlsOptions.CERTIFICATE + " and " + TlsOptions.KEY;
        }
        return failure instanceof SSLHandshakeException
                ? "a TLS handshake that failed (" + message + "); see " + TdengineOptions.TLS + " and "
                        + TlsOptions.CERTIFICATE
                : "a server that does not speak TLS; set " + TdengineOptions.TLS + "=false, or see "
                        + TdengineOptions.URL;
    }

    private static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return t;
            }
        }
        return null;
    }
}
