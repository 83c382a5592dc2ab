// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.tls.PemIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.apache.kafka.common.config.types.Password;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate of the client application: the configured one, or a generated one. */
public final class ClientCertificate {
    public static final String DEFAULT_URI = "urn:tdconnect:opcua-source-connector";

    private static final Logger log = LoggerFactory.getLogger(ClientCertificate.class);
    private static final PemIdentity.Names NAMES =
            new PemIdentity.Names(SecurityOptions.CERTIFICATE, SecurityOptions.KEY, SecurityOptions.KEY_PASSWORD);
    private static final String CERTIFICATE_FILE = "certificate.pem";
    private static final String KEY_FILE = "key.pem";

    private ClientCertificate() {}

    /** Reads the configured certificate, or the generated one, which is made when it is first needed. */
    public static PemIdentity of(SecurityOptions security) throws OptionException {
        SecurityOptions.Own own = security.own();
        Path pkiDir = security.trust().pkiDir();
        if (own.certificate() != null) {
            if (own.key() == null) {
                throw new OptionException(
                        SecurityOptions.KEY, "expected the key of " + SecurityOptions.CERTIFICATE + ", found none");
            }
            return PemIdentity.read(NAMES, own.certificate(), own.key(), own.keyPassword());
        }
        if (pkiDir == null) {
            throw new OptionException(
                    SecurityOptions.CERTIFICATE,
                    "expected this or " + SecurityOptions.PKI_DIR + " for security.policy=" + security.policy()
                            + ", found neither");
        }
        Path folder = pkiDir.resolve("own");
        if (!Files.exists(folder.resolve(CERTIFICATE_FILE))) {
            generate(folder, own.applicationUri() == null ? DEFAULT_URI : own.applicationUri());
        }
        return PemIdentity.read(
                NAMES,
                folder.resolve(CERTIFICATE_FILE).toString(),
                new Password(folder.resolve(KEY_FILE).toString()),
                own.keyPassword());
    }

    /** The URI in a certificate. */
    static String uri(X509Certificate certificate) {
        return CertificateUtil.getSanUri(certificate).orElse(DEFAULT_URI);
    }

    // Tasks start at the same time, so the folder appears at once with all of its files.
    private static void generate(Path folder, String uri) throws OptionException {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Path fresh = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "own-new");
            KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
            X509Certificate certificate = new SelfSignedCertificateBuilder(keys)
                    .setCommonName("tdconnect OPC UA source connector")
                    .setApplicationUri(uri)
                    .build();
            writeKey(fresh.resolve(KEY_FILE), keys.getPrivate().getEncoded());
            Files.writeString(fresh.resolve(CERTIFICATE_FILE), pem("CERTIFICATE", certificate.getEncoded()));
            try {
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
                log.info("Generated the client's certificate in {}; the server has to trust it", folder);
            } catch (IOException e) {
                if (!Files.exists(folder.resolve(CERTIFICATE_FILE))) {
                    throw e;
                }
                Files.delete(fresh.resolve(KEY_FILE));
                Files.delete(fresh.resolve(CERTIFICATE_FILE));
                Files.delete(fresh);
            }
        } catch (Exception e) {
            throw new OptionException(
                    SecurityOptions.PKI_DIR,
                    "expected a folder that the worker can write to, found "
                            + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static void writeKey(Path file, byte[] key) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, pem("PRIVATE KEY", key));
    }

    private static String pem(String label, byte[] content) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
