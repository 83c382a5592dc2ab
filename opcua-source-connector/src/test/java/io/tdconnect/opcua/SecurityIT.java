// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.opcua.session.ClientCertificate;
import io.tdconnect.testing.opcua.OpcUaServerOptions;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class SecurityIT {
    @TempDir
    private static Path pki;

    @AutoClose
    private static OpcUaTestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = OpcUaTestServer.start(OpcUaServerOptions.defaults().withPolicies(SecurityPolicy.values()));
        Files.write(
                Files.createDirectories(pki.resolve("trusted")).resolve("server.der"),
                server.certificate().getEncoded());
    }

    static Stream<Arguments> policiesAndModes() {
        return Stream.of("Basic128Rsa15", "Basic256", "Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss")
                .flatMap(policy -> Stream.of("Sign", "SignAndEncrypt").map(mode -> Arguments.of(policy, mode)));
    }

    @ParameterizedTest
    @MethodSource("policiesAndModes")
    void everyPolicyConnectsAsAUserWithAPassword(String policy, String mode) {
        assertThat(problems(Map.of(
                        "security.policy",
                        policy,
                        "security.mode",
                        mode,
                        "pki.dir",
                        pki.toString(),
                        "user",
                        "operator",
                        "password",
                        "secret")))
                .isEmpty();
    }

    @Test
    void withoutSecurityAnybodyConnects() {
        assertThat(problems(Map.of())).isEmpty();
    }

    @Test
    void aUserMayHaveACertificate() throws Exception {
        Path other = Files.createDirectories(pki.resolve("user"));
        generateOwn(other, "urn:user");

        assertThat(problems(Map.of(
                        "user.certificate", other.resolve("own/certificate.pem").toString(),
                        "user.private.key", other.resolve("own/key.pem").toString())))
                .isEmpty();
    }

    @Test
    void aWrongPasswordIsToldAtItsOption() {
        assertThat(problems(Map.of("user", "operator", "password", "wrong", "password.unverified", "true")))
                .containsOnlyKeys("password")
                .extractingByKey("password")
                .asString()
                .contains("expected a user that", "refuses user operator or the password", "Bad_UserAccessDenied")
                .doesNotContain("wrong");
    }

    @Test
    void aPasswordIsNotSentToWhoeverAnswersUnlessThatIsWanted() {
        assertThat(problems(Map.of("user", "operator", "password", "secret")))
                .containsOnlyKeys("trusted.certificates")
                .extractingByKey("trusted.certificates")
                .asString()
                .contains("CN=tdconnect test server", "password.unverified=true")
                .doesNotContain("secret");
        assertThat(problems(Map.of("user", "operator", "password", "secret", "pki.dir", pki.toString())))
                .isEmpty();
        assertThat(problems(Map.of("user", "operator", "password", "secret", "password.unverified", "true")))
                .isEmpty();
    }

    @Test
    void aUserInTheAddressIsRefusedAndNotRepeated() {
        Map<String, String> problems = problems(Map.of("endpoint.url", "opc.tcp://admin:s3cret@127.0.0.1:4840"));

        assertThat(problems).containsOnlyKeys("endpoint.url");
        assertThat(problems.get("endpoint.url"))
                .contains("use user and password")
                .doesNotContain("admin", "s3cret");
    }

    @Test
    void aPolicyThatIsNotOfferedIsToldWithThoseThatAre() {
        try (OpcUaTestServer plain = OpcUaTestServer.start()) {
            assertThat(problems(plain, Map.of("security.policy", "Basic256Sha256", "pki.dir", pki.toString())))
                    .extractingByKey("security.policy")
                    .asString()
                    .contains(
                            "expected a server that offers Basic256Sha256 with SignAndEncrypt", "found None with None");
        }
    }

    @Test
    void aServerThatNobodyTrustsIsRefusedAndItsCertificateKept(@TempDir Path other) throws Exception {
        Map<String, String> secured = Map.of("security.policy", "Basic256Sha256", "pki.dir", other.toString());

        assertThat(problems(secured))
                .containsOnlyKeys("trusted.certificates")
                .extractingByKey("trusted.certificates")
                .asString()
                .contains("CN=tdconnect test server", "rejected", "move it to");

        try (Stream<Path> rejected = Files.list(other.resolve("rejected"))) {
            Path kept = rejected.findFirst().orElseThrow();
            Files.move(kept, Files.createDirectories(other.resolve("trusted")).resolve("server.der"));
        }
        assertThat(problems(secured)).isEmpty();
    }

    @Test
    void whomATrustedAuthorityHasCertifiedIsAcceptedAsThatApplicationOnly() {
        OpcUaServerOptions secured = OpcUaServerOptions.defaults().withPolicies(SecurityPolicy.Basic256Sha256);
        try (OpcUaTestServer known = OpcUaTestServer.startCertified(secured, OpcUaTestServer.APPLICATION_URI);
                OpcUaTestServer other = OpcUaTestServer.startCertified(secured, "urn:somebody:else")) {
            assertThat(problems(known, trusting(known))).isEmpty();
            assertThat(problems(other, trusting(other)))
                    .containsOnlyKeys("trusted.certificates")
                    .extractingByKey("trusted.certificates")
                    .asString()
                    .contains("one for another application than " + OpcUaTestServer.APPLICATION_URI);
        }
    }

    private static Map<String, String> trusting(OpcUaTestServer of) {
        return Map.of(
                "security.policy", "Basic256Sha256",
                "pki.dir", pki.toString(),
                "trusted.certificates", Pems.of(of.issuer()));
    }

    @Test
    void onFirstUseTheServerIsTrustedIfThatIsWanted(@TempDir Path other) {
        Map<String, String> secured =
                Map.of("security.policy", "Basic256Sha256", "pki.dir", other.toString(), "trust.on.first.use", "true");

        assertThat(problems(secured)).isEmpty();
        assertThat(other.resolve("trusted")).isDirectoryContaining("glob:**.der");
        try (OpcUaTestServer another =
                OpcUaTestServer.start(OpcUaServerOptions.defaults().withPolicies(SecurityPolicy.Basic256Sha256))) {
            assertThat(problems(another, secured)).containsOnlyKeys("trusted.certificates");
        }
    }

    @Test
    void aServerThatDoesNotTrustTheClientIsTold() {
        try (OpcUaTestServer strict = OpcUaTestServer.start(OpcUaServerOptions.defaults()
                .withPolicies(SecurityPolicy.Basic256Sha256)
                .withTrusted(certificate -> false))) {
            assertThat(problems(
                            strict,
                            Map.of(
                                    "security.policy",
                                    "Basic256Sha256",
                                    "pki.dir",
                                    pki.toString(),
                                    "trusted.certificates",
                                    Pems.of(strict.certificate()))))
                    .hasSize(1)
                    .allSatisfy((option, problem) -> assertThat(problem).contains("trusts the client's certificate"));
        }
    }

    @Test
    void anotherUriThanThatOfTheCertificateIsRefusedByAStrictServer() {
        // The test server does not compare them; the connector does before it connects.
        assertThat(problems(Map.of(
                        "security.policy", "Basic256Sha256",
                        "pki.dir", pki.toString(),
                        "application.uri", "urn:somebody:else")))
                .extractingByKey("application.uri")
                .asString()
                .contains("expected the URI in the certificate, " + ClientCertificate.DEFAULT_URI, "urn:somebody:else");
    }

    @Test
    void aServerThatTellsAHostThatNobodyKnowsIsReachedAllTheSame() {
        try (OpcUaTestServer hidden =
                OpcUaTestServer.start(OpcUaServerOptions.defaults().withHostname("plc.invalid"))) {
            assertThat(problems(hidden, Map.of())).isEmpty();
            assertThat(problems(hidden, Map.of("endpoint.host.rewrite", "false")))
                    .extractingByKey("endpoint.url")
                    .asString()
                    .contains("plc.invalid");
        }
    }

    @Test
    void anonymousSessionsMayBeRefused() {
        try (OpcUaTestServer strict =
                OpcUaTestServer.start(OpcUaServerOptions.defaults().withoutAnonymous())) {
            assertThat(problems(strict, Map.of()))
                    .extractingByKey("user")
                    .asString()
                    .contains("expected a server that accepts sessions without a user", "UserName");
        }
    }

    @Test
    void unknownNodesAreTold() {
        assertThat(problems(Map.of("nodes", "ns=9;s=Nothing::a,ns=" + server.namespaceIndex() + ";s=Double::b")))
                .extractingByKey("nodes")
                .asString()
                .contains("1 of 2 points cannot be read: ns=9;s=Nothing");
    }

    private static void generateOwn(Path folder, String uri) throws Exception {
        Map<String, String> config = RunningTask.properties(server, "Double");
        config.putAll(
                Map.of("security.policy", "Basic256Sha256", "pki.dir", folder.toString(), "application.uri", uri));
        ClientCertificate.of(new OpcuaSourceConfig(config).security());
    }

    private static Map<String, String> problems(Map<String, String> options) {
        return problems(server, options);
    }

    static Map<String, String> problems(OpcUaTestServer of, Map<String, String> options) {
        Map<String, String> config = RunningTask.properties(of, "Double");
        // Time does not matter in these tests, and the machine may be busy.
        config.put("validate.connection.timeout.ms", "60000");
        config.putAll(options);
        Map<String, String> problems = new HashMap<>();
        for (ConfigValue value : new OpcuaSourceConnector().validate(config).configValues()) {
            List<String> messages = new ArrayList<>(value.errorMessages());
            if (!messages.isEmpty()) {
                problems.put(value.name(), String.join("; ", messages));
            }
        }
        return problems;
    }
}
