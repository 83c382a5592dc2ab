// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    @TempDir
    Path directory;

    @Test
    void authoritySignsServerAndClient() throws Exception {
        Certificates certificates = Certificates.generate(directory);

        X509Certificate ca = read(certificates.ca());
        X509Certificate server = read(certificates.serverCertificate());
        server.verify(ca.getPublicKey());
        read(certificates.clientCertificate()).verify(ca.getPublicKey());
        assertThat(server.getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .containsExactly("localhost", "127.0.0.1");
    }

    @Test
    void keysArePkcs8() throws Exception {
        String pem = Files.readString(Certificates.generate(directory).clientKey());

        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        assertThat(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)))
                .isNotNull();
    }

    private static X509Certificate read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
