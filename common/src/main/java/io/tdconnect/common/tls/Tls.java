// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

import io.tdconnect.common.config.OptionException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * TLS settings of a connector: the certificates it trusts, and its own identity; made by {@link TlsOptions#from}.
 *
 * @param ca trusted certificates, PEM text or path of a PEM file
 * @param certificate certificate of the client and its chain, PEM text or path of a PEM file
 * @param key private key of the certificate, PEM text or path of a PEM file
 * @param keyPassword password of the private key
 * @param truststore trust store in place of {@code ca}
 * @param keystore key store in place of {@code certificate} and {@code key}
 * @param hostnameVerification whether the client compares the certificate with the name of the host
 */
public record Tls(
        @Nullable String ca,
        @Nullable String certificate,
        @Nullable Password key,
        @Nullable Password keyPassword,
        @Nullable KeyStoreFile truststore,
        @Nullable KeyStoreFile keystore,
        boolean hostnameVerification) {
    /** Which properties of a server's certificate are checked. */
    public enum Verification {
        /** The issuer; the client checks the host. */
        FULL,
        /** Only the issuer, even if the client requests a check of the host. */
        ANY_HOST,
        /** Nothing. */
        NONE
    }

    /** Not a secret: the store stays in memory, but the format requires a password. */
    private static final String IN_MEMORY = "in-memory";

    /**
     * A context for connections with these settings.
     *
     * @throws ConfigException with the option to change
     */
    public SSLContext context() {
        try {
            return checkedContext();
        } catch (OptionException e) {
            ConfigException refusal =
                    new ConfigException("Invalid value for configuration " + e.option() + ": " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    /**
     * Like {@link #context}, for use in a {@link io.tdconnect.common.config.LiveCheck}.
     *
     * @throws OptionException with the option to change
     */
    public SSLContext checkedContext() throws OptionException {
        return checkedContext(Verification.FULL);
    }

    /**
     * Like {@link #checkedContext()}, for clients that always request a check of the host. The identity of the client does
     * not depend on what is checked.
     *
     * @throws OptionException with the option to change
     */
    public SSLContext checkedContext(Verification verification) throws OptionException {
        KeyManager[] keys = keyManagers();
        TrustManager[] trusted = trustManagers(verification);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime offers no TLS", e);
        }
    }

    /** Name of an option by which certificates or keys are configured; null if no such option is set. */
    public @Nullable String option() {
        if (ca != null) {
            return TlsOptions.CA;
        }
        if (certificate != null || key != null) {
            return certificate == null ? TlsOptions.KEY : TlsOptions.CERTIFICATE;
        }
        KeyStoreFile store = truststore == null ? keystore : truststore;
        return store == null ? null : store.option() + TlsOptions.LOCATION;
    }

    private TrustManager @Nullable [] trustManagers(Verification verification) throws OptionException {
        TrustManager[] authorities = authorities();
        if (verification == Verification.FULL) {
            return authorities;
        }
        if (verification == Verification.NONE) {
            return new TrustManager[] {new AnyHost(null)};
        }
        return new TrustManager[] {new AnyHost(x509(authorities == null ? ofJava() : authorities))};
    }

    private static X509TrustManager x509(TrustManager[] authorities) {
        for (TrustManager manager : authorities) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("The Java runtime has no trust manager for X.509 certificates");
    }

    private static TrustManager[] ofJava() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime has no trust store", e);
        }
    }

    private TrustManager @Nullable [] authorities() throws OptionException {
        String option = ca == null ? TlsOptions.TRUSTSTORE + TlsOptions.LOCATION : TlsOptions.CA;
        if (ca != null && truststore != null) {
            throw new OptionException(
                    option, "expected either this or " + TlsOptions.TRUSTSTORE + ".location, found both");
        }
        if (ca == null && truststore == null) {
            return null;
        }
        try {
            KeyStore store =
                    truststore == null ? trusting(Pem.certificates(option, String.valueOf(ca))) : truststore.load();
            if (store.size() == 0) {
                throw new OptionException(option, "expected trusted certificates, found none; is its password set?");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new OptionException(option, "expected certificates to trust, found a problem: " + e.getMessage());
        }
    }

    private KeyManager @Nullable [] keyManagers() throws OptionException {
        if (keystore != null) {
            if (certificate != null || key != null) {
                throw new OptionException(
                        TlsOptions.KEYSTORE + TlsOptions.LOCATION,
                        "expected either this or " + TlsOptions.CERTIFICATE + " and " + TlsOptions.KEY
                                + ", found both");
            }
            char[] secret = keyPassword == null
                    ? keystore.secret()
                    : keyPassword.value().toCharArray();
            return keyManagers(keystore.load(), secret == null ? new char[0] : secret);
        }
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new OptionException(
                    certificate == null ? TlsOptions.CERTIFICATE : TlsOptions.KEY,
                    "expected both " + TlsOptions.CERTIFICATE + " and " + TlsOptions.KEY + ", found only one");
        }
        PemIdentity identity = PemIdentity.read(TlsOptions.IDENTITY, certificate, key, keyPassword);
        char[] secret = IN_MEMORY.toCharArray();
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("client", identity.key(), secret, identity.chain().toArray(Certificate[]::new));
            return keyManagers(store, secret);
        } catch (GeneralSecurityException e) {
            throw new OptionException(TlsOptions.CERTIFICATE, "expected a chain of certificates, found a problem");
        }
    }

    private static KeyManager[] keyManagers(KeyStore store, char[] secret) throws OptionException {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, secret);
            return factory.getKeyManagers();
        } catch (UnrecoverableKeyException e) {
            throw new OptionException(
                    TlsOptions.KEY_PASSWORD, "expected the password of the key in the store, found another");
        } catch (GeneralSecurityException e) {
            throw new OptionException(
                    TlsOptions.KEYSTORE + TlsOptions.LOCATION,
                    "expected a key store, found a problem: " + e.getMessage());
        }
    }

    private static KeyStore trusting(List<X509Certificate> certificates) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca" + i, certificates.get(i));
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read", e);
        }
        return store;
    }
}
