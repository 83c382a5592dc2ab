// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/** Who the server is. */
record ServerCertificate(KeyPair keys, X509Certificate certificate) {
    static ServerCertificate create() {
        try {
            KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
            return new ServerCertificate(
                    keys,
                    new SelfSignedCertificateBuilder(keys)
                            .setCommonName("tdconnect test server")
                            .setApplicationUri(OpcUaTestServer.APPLICATION_URI)
                            .addDnsName("localhost")
                            .addIpAddress("127.0.0.1")
                            .build());
        } catch (Exception e) {
            throw new IllegalStateException("No certificate for the test server", e);
        }
    }
}
