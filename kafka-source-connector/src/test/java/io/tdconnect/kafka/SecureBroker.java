// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A broker with a listener of each kind, which lets nobody but the tests themselves read without a right.
 *
 * @param tls demands certificates of clients
 * @param login wants a user and password, without TLS
 * @param tlsLogin wants a user and password, with TLS
 * @param elsewhere has the certificate of another host
 */
record SecureBroker(KafkaProcess kafka, Certificates certificates, int tls, int login, int tlsLogin, int elsewhere)
        implements AutoCloseable {
    static final String PASSWORD = "s3cret \"quoted\"";

    private static final String MODULES = "org.apache.kafka.common.security.";

    static SecureBroker start(Path folder) throws IOException {
        Certificates certificates = Certificates.generate(folder.resolve("here"));
        Certificates others = Certificates.generateFor(folder.resolve("elsewhere"), "other.example");
        List<Integer> ports = Ports.free(6);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + ports.get(1));
        properties.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,TLS://127.0.0.1:%d,LOGIN://127.0.0.1:%d,TLSLOGIN://127.0.0.1:%d,OTHER://127.0.0.1:%d"
                        .formatted(ports.toArray()));
        properties.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,TLS:SSL,LOGIN:SASL_PLAINTEXT,TLSLOGIN:SASL_SSL,OTHER:SSL");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("ssl.keystore.type", "PEM");
        properties.put(
                "ssl.keystore.location", store(folder, "here.pem", certificates).toString());
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.location", certificates.ca().toString());
        properties.put("listener.name.tls.ssl.client.auth", "required");
        properties.put("listener.name.other.ssl.keystore.type", "PEM");
        properties.put(
                "listener.name.other.ssl.keystore.location",
                store(folder, "elsewhere.pem", others).toString());
        properties.putAll(logins());
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("super.users", "User:ANONYMOUS");
        LaunchOptions options = LaunchOptions.defaults().withPort(ports.get(0));
        for (Map.Entry<String, String> property : properties.entrySet()) {
            options = options.withProperty(property.getKey(), property.getValue());
        }
        KafkaProcess kafka = KafkaProcess.start(options);
        return new SecureBroker(kafka, certificates, ports.get(2), ports.get(3), ports.get(4), ports.get(5));
    }

    private static Map<String, String> logins() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
        properties.put("listener.name.login.sasl.enabled.mechanisms", "PLAIN");
        for (String listener : List.of("login", "tlslogin")) {
            properties.put(
                    "listener.name." + listener + ".plain.sasl.jaas.config",
                    MODULES + "plain.PlainLoginModule required user_alice=\"" + PASSWORD.replace("\"", "\\\"")
                            + "\" user_bob=\"b\";");
        }
        properties.put(
                "listener.name.tlslogin.scram-sha-512.sasl.jaas.config", MODULES + "scram.ScramLoginModule required;");
        return properties;
    }

    /** Key and certificate in one file, as the broker reads them. */
    private static Path store(Path folder, String name, Certificates certificates) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                Files.readString(certificates.serverKey()) + Files.readString(certificates.serverCertificate()));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
