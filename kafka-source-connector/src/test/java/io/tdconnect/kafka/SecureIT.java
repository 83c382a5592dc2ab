// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static io.tdconnect.kafka.TaskRun.texts;
import static io.tdconnect.kafka.TaskRun.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.KafkaTopics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS, logins and rights, and what validation says about each of them. */
@Timeout(90)
class SecureIT {
    @TempDir
    private static Path folder;

    private static SecureBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = SecureBroker.start(folder);
        String servers = broker.kafka().bootstrapServers();
        try (KafkaTopics topics = broker.kafka().topics();
                Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            topics.create("secret", 1);
            topics.create("other", 1);
            topics.produce("secret", null, "a");
            ScramCredentialInfo form = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialUpsertion("alice", form, SecureBroker.PASSWORD)))
                    .all()
                    .get();
            List<AclBinding> rights = new ArrayList<>();
            for (String user : List.of("User:alice", "User:CN=client")) {
                for (AclOperation operation : List.of(AclOperation.READ, AclOperation.DESCRIBE)) {
                    rights.add(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, "secret", PatternType.LITERAL),
                            new AccessControlEntry(user, "*", operation, AclPermissionType.ALLOW)));
                }
            }
            admin.createAcls(rights).all().get();
        }
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void readsThroughTlsWithAUserAndACertificate() throws Exception {
        String ca = broker.certificates().ca().toString();
        List<Map<String, String>> allowed = List.of(
                properties(
                        broker.tls(),
                        "tls.ca",
                        ca,
                        "tls.certificate",
                        broker.certificates().clientCertificate().toString(),
                        "tls.key",
                        broker.certificates().clientKey().toString()),
                properties(
                        broker.tlsLogin(),
                        "tls.ca",
                        ca,
                        "user",
                        "alice",
                        "password",
                        SecureBroker.PASSWORD,
                        "sasl.mechanism",
                        "scram-sha-512"),
                properties(broker.login(), "user", "alice", "password", SecureBroker.PASSWORD),
                properties(
                        broker.login(),
                        "consumer.security.protocol",
                        "SASL_PLAINTEXT",
                        "consumer.sasl.mechanism",
                        "PLAIN",
                        "consumer.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice\" password=\""
                                + SecureBroker.PASSWORD.replace("\"", "\\\"") + "\";"));
        for (Map<String, String> properties : allowed) {
            // The first connection with TLS loads many classes.
            assertThat(problems(TaskRun.with(properties, "validate.connection.timeout.ms", "30000")))
                    .isEmpty();
            try (TaskRun run = new TaskRun(properties)) {
                assertThat(texts(run.takeAll())).containsExactly("a");
            }
        }
    }

    @Test
    void eachCauseOfARefusalHasItsOption() {
        String ca = broker.certificates().ca().toString();
        String plain = broker.kafka().bootstrapServers();

        assertThat(problems(properties(broker.tlsLogin())))
                .startsWith("tls.enabled: Expected a listener without TLS")
                .contains("found one with TLS");
        assertThat(problems(with(properties(1), "bootstrap.servers", plain, "tls.ca", ca)))
                .startsWith("tls.enabled: Expected a listener with TLS");
        assertThat(problems(properties(broker.tlsLogin(), "tls.enabled", "true", "user", "alice", "password", "x")))
                .startsWith("tls.ca: Expected a TLS handshake that succeeds")
                .contains("PKIX");
        assertThat(problems(properties(broker.tls(), "tls.ca", ca)))
                .startsWith("tls.certificate: Expected a TLS handshake that succeeds");
        assertThat(problems(properties(broker.login()))).contains("does this listener ask for a login");
        assertThat(problems(properties(broker.login(), "user", "alice", "password", "wrong")))
                .startsWith("password: Expected a user and password that the broker accepts")
                .doesNotContain("wrong");
        assertThat(problems(properties(
                        broker.login(), "user", "alice", "password", "x", "sasl.mechanism", "scram-sha-256")))
                .startsWith("sasl.mechanism: Expected a mechanism that the broker offers");
        assertThat(problems(properties(broker.login(), "user", "bob", "password", "b")))
                .startsWith("topics: Expected the right to read the topics [secret]");
        assertThat(problems(properties(
                        broker.login(), "user", "alice", "password", SecureBroker.PASSWORD, "group.id", "g")))
                .startsWith("group.id: Expected a group that the user may use");
    }

    @Test
    void aServerWithTheCertificateOfAnotherHostIsRefusedUnlessThatIsWanted() {
        Map<String, String> properties = properties(
                broker.elsewhere(), "tls.ca", folder.resolve("elsewhere/ca.pem").toString());

        assertThat(problems(properties)).startsWith("tls.hostname.verification: ");
        assertThat(problems(with(properties, "tls.hostname.verification", "false")))
                .isEmpty();
    }

    @Test
    void aTaskThatIsRefusedFailsAtOnceWithTheOption() throws Exception {
        try (TaskRun run = new TaskRun(properties(broker.login(), "user", "alice", "password", "wrong"))) {
            assertThat(run.failure()).hasMessageContaining("check the option password");
        }
        try (TaskRun run = new TaskRun(properties(broker.login(), "user", "bob", "password", "b"))) {
            assertThat(run.failure()).hasMessageContaining("check the option topics");
        }
    }

    private static String problems(Map<String, String> properties) {
        Map<String, String> config = with(properties, "validate.connection.timeout.ms", "5000");
        config.remove("task.partitions");
        return ConnectorRun.problems(config);
    }

    private static Map<String, String> properties(int port, String... options) {
        return with(TaskRun.properties("127.0.0.1:" + port, "secret:0", "timeout", "300ms"), options);
    }
}
