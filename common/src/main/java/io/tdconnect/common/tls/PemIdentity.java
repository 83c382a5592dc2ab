// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

import io.tdconnect.common.config.OptionException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its private key, for protocols other than TLS.
 *
 * @param chain the certificate, followed by its intermediate certificates
 */
public record PemIdentity(List<X509Certificate> chain, PrivateKey key) {
    /** Names of the options of an identity; problems are reported on them. */
    public record Names(String certificate, String key, String keyPassword) {}

    /**
     * Reads an identity.
     *
     * @param certificate PEM text or path of a PEM file
     * @param key PEM text or path of a PEM file
     * @throws OptionException with the option to change
     */
    public static PemIdentity read(Names names, String certificate, Password key, @Nullable Password keyPassword)
            throws OptionException {
        List<X509Certificate> chain = Pem.certificates(names.certificate(), certificate);
        PemKey reader = new PemKey(names, keyPassword, chain.get(0).getPublicKey());
        return new PemIdentity(List.copyOf(chain), reader.read(key));
    }

    /**
     * The certificates of PEM text or of a PEM file.
     *
     * @param option the option on which problems are reported
     */
    public static List<X509Certificate> certificates(String option, String pathOrText) throws OptionException {
        return Pem.certificates(option, pathOrText);
    }
}
