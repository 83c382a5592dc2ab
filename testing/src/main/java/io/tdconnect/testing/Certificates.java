// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority with a server certificate for localhost and 127.0.0.1 and a client certificate, as PEM files
 * with P-256 keys in PKCS#8, valid for a day.
 *
 * @param ca certificate of the authority
 * @param serverCertificate certificate of the server
 * @param serverKey private key of the server
 * @param clientCertificate certificate of the client, with common name {@code client}
 * @param clientKey private key of the client
 */
public record Certificates(Path ca, Path serverCertificate, Path serverKey, Path clientCertificate, Path clientKey) {
    private static final AtomicLong SERIAL = new AtomicLong(System.currentTimeMillis());
    private static final X500Name AUTHORITY = new X500Name("CN=tdconnect test authority");

    /** Writes new certificates of a new authority into the directory. */
    public static Certificates generate(Path directory) {
        return generate(directory, Instant.now());
    }

    /** The same with certificates that are valid for a day, beginning an hour before this time. */
    public static Certificates generate(Path directory, Instant issued) {
        return generate(
                directory,
                issued,
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    }

    /** The same with a server certificate only for this host. */
    public static Certificates generateFor(Path directory, String host) {
        return generate(directory, Instant.now(), new GeneralName(GeneralName.dNSName, host));
    }

    private static Certificates generate(Path directory, Instant issued, GeneralName... hosts) {
        try {
            Files.createDirectories(directory);
            KeyPair ca = keyPair();
            KeyPair server = keyPair();
            KeyPair client = keyPair();
            return new Certificates(
                    pem(directory.resolve("ca.pem"), sign(ca, AUTHORITY, ca, null, issued)),
                    pem(
                            directory.resolve("server.pem"),
                            sign(ca, new X500Name("CN=localhost"), server, new GeneralNames(hosts), issued)),
                    pem(directory.resolve("server.key"), server),
                    pem(directory.resolve("client.pem"), sign(ca, new X500Name("CN=client"), client, null, issued)),
                    pem(directory.resolve("client.key"), client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("Cannot generate certificates", e);
        }
    }

    /** A context of the server, which trusts clients of the same authority. */
    SSLContext serving() {
        try {
            String pem = Files.readString(serverKey).replaceAll("-----[A-Z ]+-----|\\s", "");
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
            KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
            own.load(null, null);
            own.setKeyEntry("server", key, new char[0], new Certificate[] {certificate(serverCertificate)});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot serve with " + serverCertificate, e);
        }
    }

    /** Writes a trust store with the authority, for {@code javax.net.ssl.trustStore}. */
    public Path trustStore(String password) {
        Path file = ca.resolveSibling("ca.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted().store(out, password.toCharArray());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot trust " + ca, e);
        }
    }

    private KeyStore trusted() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificate(ca));
        return trusted;
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted());
        return trust.getTrustManagers();
    }

    private static Certificate certificate(Path file) throws GeneralSecurityException, IOException {
        try (InputStream pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    /** A context of a client that trusts the authority and has no certificate. */
    SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot trust " + ca, e);
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(
            KeyPair ca, X500Name subject, KeyPair keys, @Nullable GeneralNames names, Instant issued)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var builder = new JcaX509v3CertificateBuilder(
                AUTHORITY,
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(issued.minus(Duration.ofHours(1))),
                Date.from(issued.plus(Duration.ofDays(1))),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(subject.equals(AUTHORITY)));
        if (names != null) {
            builder.addExtension(Extension.subjectAlternativeName, false, names);
        }
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(ca.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static Path pem(Path file, X509Certificate certificate) throws IOException, GeneralSecurityException {
        return pem(file, "CERTIFICATE", certificate.getEncoded());
    }

    private static Path pem(Path file, KeyPair keys) throws IOException {
        return pem(file, "PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static Path pem(Path file, String label, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }
}
