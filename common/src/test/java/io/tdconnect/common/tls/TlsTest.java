// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

import static io.tdconnect.common.tls.TestAuthority.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.config.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final String PASSWORD = "p4ssw0rd";
    private static final TestAuthority CA = TestAuthority.root("CN=Root");
    private static final KeyPair RSA = TestAuthority.keys("RSA");
    private static final KeyPair EC = TestAuthority.keys("EC");
    private static final KeyPair ED = TestAuthority.keys("Ed25519");

    @TempDir
    Path folder;

    static Stream<Arguments> keyFormats() throws Exception {
        return Stream.of(
                Arguments.of("PKCS#1", RSA, pem(RSA.getPrivate())),
                Arguments.of("PKCS#8 RSA", RSA, pem(new JcaPKCS8Generator(RSA.getPrivate(), null))),
                Arguments.of("PKCS#8 EC", EC, pem(new JcaPKCS8Generator(EC.getPrivate(), null))),
                Arguments.of("PKCS#8 Ed25519", ED, pem(new JcaPKCS8Generator(ED.getPrivate(), null))),
                Arguments.of("encrypted RSA", RSA, encrypted(RSA, PKCS8Generator.PRF_HMACSHA256)),
                Arguments.of("encrypted EC", EC, encrypted(EC, PKCS8Generator.PRF_HMACSHA1)),
                Arguments.of("SEC1", EC, pem(EC.getPrivate())),
                Arguments.of("SEC1 without curve", EC, sec1WithoutCurve(EC)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyFormats")
    void identifiesItselfWithAkeyOfAnyFormat(String format, KeyPair keys, String key) throws Exception {
        Map<String, String> client = new HashMap<>();
        client.put("tls.ca", pem(CA.certificate));
        client.put("tls.certificate", pem(CA.issue(keys)));
        client.put("tls.key", key);
        client.put("tls.key.password", PASSWORD);

        assertThat(connect(tls(client).context(), server(), true)).isEqualTo("CN=localhost");
    }

    @Test
    void trustsSeveralAuthoritiesAndSendsTheWholeChain() throws Exception {
        TestAuthority intermediate = CA.intermediate("CN=Intermediate");
        Map<String, String> client = Map.of(
                "tls.ca", pem(TestAuthority.root("CN=Other").certificate, CA.certificate),
                "tls.certificate", pem(intermediate.issue(EC), intermediate.certificate),
                "tls.key", pem(EC.getPrivate()));

        assertThat(connect(tls(client).context(), server(), true)).isEqualTo("CN=localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", " ", "", "\r\n"})
    void readsTextWhoseLineEndsWereReplaced(String lineEnd) throws Exception {
        Map<String, String> client = Map.of(
                "tls.ca", pem(CA.certificate).replace("\n", lineEnd),
                "tls.certificate", pem(CA.issue(RSA)).replace("\n", lineEnd),
                "tls.key", pem(RSA.getPrivate()).replace("\n", lineEnd));

        assertThat(connect(tls(client).context(), server(), true)).isEqualTo("CN=localhost");
    }

    @Test
    void readsFiles() throws Exception {
        Map<String, String> client = Map.of(
                "tls.ca", file("ca.pem", pem(CA.certificate)),
                "tls.certificate", file("client.pem", "A comment\n" + pem(CA.issue(EC))),
                "tls.key", file("client.key", pem(EC.getPrivate())));

        assertThat(connect(tls(client).context(), server(), true)).isEqualTo("CN=localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void readsStores(String type) throws Exception {
        Map<String, String> client = Map.of(
                "tls.truststore.location", store(type, "trust", null, CA.certificate),
                "tls.truststore.password", PASSWORD,
                "tls.truststore.type", type,
                "tls.keystore.location", store(type, "key", EC, CA.issue(EC)),
                "tls.keystore.password", PASSWORD,
                "tls.keystore.type", type);

        assertThat(connect(tls(client).context(), server(), true)).isEqualTo("CN=localhost");
    }

    @Test
    void refusesAserverOfAnotherAuthority() {
        Tls tls = tls(Map.of("tls.ca", pem(TestAuthority.root("CN=Root").certificate)));

        assertThatThrownBy(() -> connect(tls.context(), server(), false)).isInstanceOf(SSLException.class);
    }

    @Test
    void withoutOptionsTheRuntimeDecides() {
        assertThat(tls(Map.of()).context()).isNotNull();
        assertThat(tls(Map.of()).hostnameVerification()).isTrue();
        assertThat(tls(Map.of("tls.hostname.verification", "false")).hostnameVerification())
                .isFalse();
    }

    static Stream<Arguments> mistakes() throws Exception {
        String certificate = pem(CA.issue(EC));
        String key = pem(EC.getPrivate());
        String legacy = pem(new JcaMiscPEMGenerator(
                RSA.getPrivate(),
                new JcePEMEncryptorBuilder("AES-256-CBC")
                        .setProvider(BOUNCY_CASTLE)
                        .build(PASSWORD.toCharArray())));
        String encrypted = encrypted(EC, PKCS8Generator.PRF_HMACSHA256);
        return Stream.of(
                Arguments.of(Map.of("tls.ca", "/no/such/file"), "tls.ca: expected PEM text or the path"),
                Arguments.of(Map.of("tls.ca", key), "tls.ca: expected PEM text with a CERTIFICATE"),
                Arguments.of(Map.of("tls.ca", "-----BEGIN CERTIFICATE-----"), "tls.ca: expected PEM text from"),
                Arguments.of(Map.of("tls.ca", certificate.replace("M", "!")), "tls.ca: expected PEM text with Base64"),
                Arguments.of(Map.of("tls.certificate", certificate), "tls.key: expected both"),
                Arguments.of(Map.of("tls.key", key), "tls.certificate: expected both"),
                Arguments.of(pair(certificate, certificate), "tls.key: expected PEM text with a PRIVATE KEY"),
                Arguments.of(pair(certificate, legacy), "openssl pkcs8 -topk8"),
                Arguments.of(pair(certificate, encrypted), "tls.key.password: expected the password"),
                Arguments.of(pair(certificate, pem(RSA.getPrivate())), "tls.key: expected the key of tls.certificate"),
                Arguments.of(
                        pair(certificate, pem(TestAuthority.keys("EC").getPrivate())),
                        "tls.key: expected the key of tls.certificate, found another"),
                Arguments.of(
                        Map.of("tls.truststore.location", "/no/such/file"),
                        "tls.truststore.location: expected a readable"),
                Arguments.of(
                        Map.of("tls.ca", certificate, "tls.truststore.location", "x"), "tls.ca: expected either this"),
                Arguments.of(
                        Map.of("tls.key", key, "tls.keystore.location", "x"),
                        "tls.keystore.location: expected either"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesNameTheirOptionAndShowNoKey(Map<String, String> config, String problem) {
        String key = config.getOrDefault("tls.key", "BEGIN\nno key at all\nEND");

        assertThatThrownBy(() -> tls(config).context())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining(contentLine(key));
    }

    @Test
    void wrongPasswordsNameTheirOption() throws Exception {
        Map<String, String> pem = new HashMap<>(pair(pem(CA.issue(EC)), encrypted(EC, PKCS8Generator.PRF_HMACSHA256)));
        pem.put("tls.key.password", "wr0ng");
        assertThatThrownBy(() -> tls(pem).context())
                .hasMessageContaining("tls.key.password")
                .hasMessageNotContaining("wr0ng");

        String location = store("PKCS12", "key", EC, CA.issue(EC));
        assertThatThrownBy(() -> tls(Map.of("tls.keystore.location", location, "tls.keystore.password", "wr0ng"))
                        .context())
                .hasMessageContaining("tls.keystore.password")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void secretsAreNotInItsText() {
        assertThat(tls(pair("c", pem(EC.getPrivate()))).toString()).doesNotContain("PRIVATE");
    }

    private static Tls tls(Map<String, String> config) {
        Options options = new Options();
        TlsOptions.addTo(options);
        return TlsOptions.from(new AbstractConfig(options.build(), config, false));
    }

    private static String contentLine(String pem) {
        List<String> lines = pem.lines().toList();
        return lines.get(lines.size() - 2);
    }

    private static Map<String, String> pair(String certificate, String key) {
        return Map.of("tls.certificate", certificate, "tls.key", key);
    }

    private static SSLContext server() {
        return tls(Map.of(
                        "tls.ca", pem(CA.certificate),
                        "tls.certificate", pem(CA.issue(RSA)),
                        "tls.key", pem(RSA.getPrivate())))
                .context();
    }

    /** Connects over loopback; returns the name of the client that the server saw. */
    private static String connect(SSLContext client, SSLContext server, boolean mutual) throws Exception {
        try (SSLServerSocket listener = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setNeedClientAuth(mutual);
            FutureTask<String> accepted = new FutureTask<>(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    socket.startHandshake();
                    socket.getOutputStream().write(1);
                    return mutual ? socket.getSession().getPeerPrincipal().getName() : "";
                }
            });
            new Thread(accepted).start();
            try (SSLSocket socket = (SSLSocket)
                    client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                assertThat(socket.getInputStream().read()).isEqualTo(1);
            }
            return accepted.get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    private static String encrypted(KeyPair keys, AlgorithmIdentifier prf) throws Exception {
        JceOpenSSLPKCS8EncryptorBuilder encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC);
        encryptor.setProvider(BOUNCY_CASTLE).setPRF(prf).setPassword(PASSWORD.toCharArray());
        return pem(new JcaPKCS8Generator(keys.getPrivate(), encryptor.build()));
    }

    private static String sec1WithoutCurve(KeyPair keys) throws IOException {
        ECPrivateKey full = ECPrivateKey.getInstance(
                PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded()).parsePrivateKey());
        return pem(new PemObject("EC PRIVATE KEY", new ECPrivateKey(256, full.getKey()).getEncoded()));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String store(String type, String name, KeyPair keys, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        if (keys == null) {
            store.setCertificateEntry(name, certificate);
        } else {
            store.setKeyEntry(name, keys.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
        }
        Path file = folder.resolve(name + "." + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file.toString();
    }
}
