// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/**
 * The identity of the server.
 *
 * @param issuer certificate of the authority that signed the server's, or the server's own
 */
record ServerCertificate(KeyPair keys, X509Certificate certificate, X509Certificate issuer) {
    private static final X500Name AUTHORITY = new X500Name("CN=tdconnect test authority");

    /** Signed by itself. */
    static ServerCertificate create() {
        try {
            KeyPair keys = generate();
            X509Certificate certificate = new SelfSignedCertificateBuilder(keys)
                    .setCommonName("tdconnect test server")
                    .setApplicationUri(OpcUaTestServer.APPLICATION_URI)
                    .addDnsName("localhost")
                    .addIpAddress("127.0.0.1")
                    .build();
            return new ServerCertificate(keys, certificate, certificate);
        } catch (Exception e) {
            throw new IllegalStateException("No certificate for the test server", e);
        }
    }

    /**
     * Issued by an authority for an application of this URI.
     *
     * @param host name, or address of version 4
     * @param lifetime from an hour ago on
     */
    static ServerCertificate issuedFor(String uri, String host, Duration lifetime) {
        try {
            KeyPair authority = generate();
            KeyPair keys = generate();
            GeneralNames names = new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.uniformResourceIdentifier, uri),
                new GeneralName(host.matches("[\\d.]+") ? GeneralName.iPAddress : GeneralName.dNSName, host)
            });
            JcaX509v3CertificateBuilder server =
                    builder(new X500Name("CN=tdconnect test server"), keys, false, lifetime);
            server.addExtension(Extension.subjectAlternativeName, false, names);
            return new ServerCertificate(
                    keys,
                    sign(server, authority),
                    sign(builder(AUTHORITY, authority, true, Duration.ofDays(1)), authority));
        } catch (Exception e) {
            throw new IllegalStateException("No certificate for the test server", e);
        }
    }

    private static KeyPair generate() throws Exception {
        return SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name subject, KeyPair keys, boolean authority, Duration lifetime) throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                AUTHORITY,
                BigInteger.valueOf(authority ? 1 : 2),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.minus(Duration.ofHours(1)).plus(lifetime)),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        int usage = authority
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                : KeyUsage.digitalSignature
                        | KeyUsage.nonRepudiation
                        | KeyUsage.keyEncipherment
                        | KeyUsage.dataEncipherment;
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        return builder;
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair authority) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(authority.getPrivate())));
    }
}
