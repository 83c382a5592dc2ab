// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.opcua.OpcUaServerOptions;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How certificates of servers are checked and stored. */
@Timeout(120)
class CertificateIT {
    @TempDir
    private static Path pki;

    @Test
    void aCertificateOfAnAuthorityHasToBeForTheHostAndValid() {
        OpcUaServerOptions secured = OpcUaServerOptions.defaults().withPolicies(SecurityPolicy.Basic256Sha256);
        try (OpcUaTestServer elsewhere = OpcUaTestServer.startCertified(
                        secured, OpcUaTestServer.APPLICATION_URI, "other.example", Duration.ofDays(1));
                OpcUaTestServer expired = OpcUaTestServer.startCertified(
                        secured, OpcUaTestServer.APPLICATION_URI, "127.0.0.1", Duration.ofMinutes(30))) {
            assertThat(SecurityIT.problems(elsewhere, trusting(elsewhere)))
                    .containsOnlyKeys("trusted.certificates")
                    .extractingByKey("trusted.certificates")
                    .asString()
                    .contains("for another host than 127.0.0.1", "certificate.checks");
            assertThat(SecurityIT.problems(expired, trusting(expired)))
                    .containsOnlyKeys("trusted.certificates")
                    .extractingByKey("trusted.certificates")
                    .asString()
                    .contains("that is valid from");
            Map<String, String> lenient = new HashMap<>(trusting(elsewhere));
            lenient.put("certificate.checks", "trust");
            assertThat(SecurityIT.problems(elsewhere, lenient)).isEmpty();
        }
    }

    @Test
    void whatIsKeptOfRejectedCertificatesIsBounded(@TempDir Path other) throws Exception {
        Path rejected = Files.createDirectories(other.resolve("rejected"));
        for (int i = 0; i < 150; i++) {
            Path old = Files.createFile(rejected.resolve(i + ".der"));
            Files.setLastModifiedTime(old, FileTime.fromMillis(i));
        }

        try (OpcUaTestServer server =
                OpcUaTestServer.start(OpcUaServerOptions.defaults().withPolicies(SecurityPolicy.Basic256Sha256))) {
            assertThat(SecurityIT.problems(
                            server, Map.of("security.policy", "Basic256Sha256", "pki.dir", other.toString())))
                    .containsOnlyKeys("trusted.certificates");
        }
        try (Stream<Path> files = Files.list(rejected)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .hasSize(100)
                    .contains("149.der")
                    .doesNotContain("0.der", "50.der")
                    .anyMatch(name -> name.matches("[0-9a-f]{40}\\.der"));
        }
    }

    private static Map<String, String> trusting(OpcUaTestServer of) {
        return Map.of(
                "security.policy", "Basic256Sha256",
                "pki.dir", pki.toString(),
                "trusted.certificates", Pems.of(of.issuer()));
    }
}
