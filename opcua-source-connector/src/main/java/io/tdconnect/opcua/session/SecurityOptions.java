// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.WorkerFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.jspecify.annotations.Nullable;

/** How messages are protected, how the client identifies itself, and whom it trusts. */
public record SecurityOptions(SecurityPolicy policy, MessageSecurityMode mode, User user, Own own, Trust trust) {
    public static final String POLICY = "security.policy";
    public static final String MODE = "security.mode";
    public static final String USER = "user";
    public static final String PASSWORD = "password";
    static final String PASSWORD_UNVERIFIED = "password.unverified";
    public static final String USER_CERTIFICATE = "user.certificate";
    public static final String USER_KEY = "user.private.key";
    static final String USER_KEY_PASSWORD = "user.private.key.password";
    static final String APPLICATION_URI = "application.uri";
    static final String CERTIFICATE = "certificate";
    static final String KEY = "private.key";
    static final String KEY_PASSWORD = "private.key.password";
    public static final String PKI_DIR = "pki.dir";
    static final String TRUSTED = "trusted.certificates";
    public static final String TRUST_ON_FIRST_USE = "trust.on.first.use";
    static final String CHECKS = "certificate.checks";

    private static final Names<SecurityPolicy> POLICIES = new Names<>(Map.of(
            "None", SecurityPolicy.None,
            "Basic128Rsa15", SecurityPolicy.Basic128Rsa15,
            "Basic256", SecurityPolicy.Basic256,
            "Basic256Sha256", SecurityPolicy.Basic256Sha256,
            "Aes128_Sha256_RsaOaep", SecurityPolicy.Aes128_Sha256_RsaOaep,
            "Aes256_Sha256_RsaPss", SecurityPolicy.Aes256_Sha256_RsaPss));
    private static final Names<MessageSecurityMode> MODES = new Names<>(Map.of(
            "None", MessageSecurityMode.None,
            "Sign", MessageSecurityMode.Sign,
            "SignAndEncrypt", MessageSecurityMode.SignAndEncrypt));

    /**
     * The user of a session: none, one with a password, or one with a certificate.
     *
     * @param unverified whether the password may be sent to an unverified server
     */
    public record User(
            @Nullable String name,
            @Nullable Password password,
            boolean unverified,
            @Nullable String certificate,
            @Nullable Password key,
            @Nullable Password keyPassword) {}

    /** The identity of the client application. */
    record Own(
            @Nullable String applicationUri,
            @Nullable String certificate,
            @Nullable Password key,
            @Nullable Password keyPassword) {}

    /** Values of {@link #CHECKS}. */
    enum CertificateChecks {
        FULL,
        TRUST
    }

    /** Which certificates of servers are accepted. */
    public record Trust(
            @Nullable Path pkiDir, @Nullable String certificates, boolean onFirstUse, CertificateChecks checks) {}

    public static void addTo(Options options) {
        options.add(SecurityOptions::addMessages)
                .add(SecurityOptions::addUser)
                .add(SecurityOptions::addApplication)
                .add(SecurityOptions::addTrust);
    }

    private static void addMessages(Options options) {
        options.group("Security")
                .optional(
                        POLICY,
                        Type.STRING,
                        "None",
                        "How messages are protected: None, Basic256Sha256, Aes128_Sha256_RsaOaep, Aes256_Sha256_RsaPss, or"
                                + " one of Basic128Rsa15 and Basic256, which are broken and deprecated. The server must"
                                + " offer it.")
                .validator(POLICIES)
                .recommender(POLICIES)
                .dependents(MODE, CERTIFICATE, KEY, PKI_DIR)
                .optional(
                        MODE,
                        Type.STRING,
                        null,
                        "Whether messages are only signed (Sign) or also encrypted (SignAndEncrypt). Without it"
                                + " SignAndEncrypt, and None if security.policy is None.")
                .validator(MODES)
                .recommender(MODES);
    }

    private static void addTrust(Options options) {
        options.group("Security")
                .optional(
                        PKI_DIR,
                        Type.STRING,
                        null,
                        "Folder for certificates that only this worker's user should be able to write: own (the client's"
                                + " certificate and key, generated if they do not exist and certificate is not set), trusted"
                                + " (certificates of servers and authorities that are accepted, *.pem, *.der or *.crt) and rejected"
                                + " (certificates of servers that were not accepted; move one to trusted to accept it; the latest"
                                + " 100 are kept). The worker's system property `io.tdconnect.allowed.paths` may restrict its"
                                + " location.")
                .validator(new ParsedValidator("path of a folder", WorkerFile::allowed))
                .width(Width.LONG)
                .optional(
                        TRUSTED,
                        Type.STRING,
                        null,
                        "Certificates of servers or authorities that are accepted, in addition to those of pki.dir: path"
                                + " of a PEM file, or the PEM text itself.")
                .width(Width.LONG)
                .optional(
                        TRUST_ON_FIRST_USE,
                        Type.BOOLEAN,
                        false,
                        "Whether the certificate of a server is accepted, and stored in the folder trusted of pki.dir,"
                                + " while that folder is empty. An attacker in between could be accepted that way.")
                .choice(
                        CHECKS,
                        CertificateChecks.FULL,
                        "What is checked in a server's certificate in addition to its trust: full (that its validity"
                                + " period includes the present and, if an authority has issued it, that it is for the host of"
                                + " endpoint.url) or trust (neither; a certificate issued by an authority must still not be"
                                + " expired). A certificate that is trusted by itself may be for any host. Revocation is not"
                                + " checked.");
    }

    private static void addUser(Options options) {
        options.group("Security")
                .optional(USER, Type.STRING, null, "User of the session. Without it the session is anonymous.")
                .optional(PASSWORD, Type.PASSWORD, null, "Password of user.")
                .optional(
                        PASSWORD_UNVERIFIED,
                        Type.BOOLEAN,
                        false,
                        "Whether the password may be sent in clear text, or encrypted for an unverified certificate of"
                                + " the server, as with security.policy=None: an attacker in between could then read it. With false"
                                + " such a session is refused.")
                .optional(
                        USER_CERTIFICATE,
                        Type.STRING,
                        null,
                        "Certificate that identifies the user instead of user and password: path of a PEM file, or the"
                                + " PEM text itself.")
                .width(Width.LONG)
                .optional(
                        USER_KEY,
                        Type.PASSWORD,
                        null,
                        "Private key of user.certificate: path of a PEM file, or the PEM text itself.")
                .width(Width.LONG)
                .optional(USER_KEY_PASSWORD, Type.PASSWORD, null, "Password of the key in user.private.key.");
    }

    private static void addApplication(Options options) {
        options.group("Security")
                .optional(
                        APPLICATION_URI,
                        Type.STRING,
                        null,
                        "URI of the client application, which must equal the one in its certificate. Without it the one"
                                + " in the certificate, or urn:tdconnect:opcua-source-connector.")
                .optional(
                        CERTIFICATE,
                        Type.STRING,
                        null,
                        "Certificate of the client application and its chain: path of a PEM file, or the PEM text"
                                + " itself. Required by every security.policy except None, unless pki.dir is set.")
                .width(Width.LONG)
                .optional(
                        KEY,
                        Type.PASSWORD,
                        null,
                        "Private key (RSA) of certificate: path of a PEM file, or the PEM text itself.")
                .width(Width.LONG)
                .optional(KEY_PASSWORD, Type.PASSWORD, null, "Password of the key in private.key.");
    }

    public static SecurityOptions from(AbstractConfig config) {
        String name = text(config, POLICY);
        SecurityPolicy policy = name == null ? SecurityPolicy.None : POLICIES.parse(name);
        String mode = text(config, MODE);
        String pkiDir = text(config, PKI_DIR);
        return new SecurityOptions(
                policy,
                mode != null
                        ? MODES.parse(mode)
                        : policy == SecurityPolicy.None ? MessageSecurityMode.None : MessageSecurityMode.SignAndEncrypt,
                new User(
                        text(config, USER),
                        config.getPassword(PASSWORD),
                        config.getBoolean(PASSWORD_UNVERIFIED),
                        text(config, USER_CERTIFICATE),
                        config.getPassword(USER_KEY),
                        config.getPassword(USER_KEY_PASSWORD)),
                new Own(
                        text(config, APPLICATION_URI),
                        text(config, CERTIFICATE),
                        config.getPassword(KEY),
                        config.getPassword(KEY_PASSWORD)),
                new Trust(
                        pkiDir == null ? null : WorkerFile.allowed(pkiDir),
                        text(config, TRUSTED),
                        config.getBoolean(TRUST_ON_FIRST_USE),
                        EnumOption.parse(CertificateChecks.class, config.getString(CHECKS))));
    }

    /** Whether messages are protected, which needs certificates. */
    public boolean secured() {
        return policy != SecurityPolicy.None;
    }

    private static @Nullable String text(AbstractConfig config, String option) {
        String value = config.getString(option);
        return value == null || value.isBlank() ? null : value.trim();
    }

    /** Names of constants in the standard; case, hyphens and underscores do not matter. */
    private record Names<T>(Map<String, T> constants) implements Validator, Recommender {
        T parse(String text) {
            for (Map.Entry<String, T> constant : constants.entrySet()) {
                if (plain(constant.getKey()).equals(plain(text))) {
                    return constant.getValue();
                }
            }
            throw new IllegalArgumentException("expected one of " + this + ", found " + text);
        }

        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value != null
                    && !value.toString().isBlank()
                    && constants.keySet().stream()
                            .noneMatch(known -> plain(known).equals(plain(value.toString())))) {
                throw new ConfigException(name, value, "expected one of " + this);
            }
        }

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
            return new ArrayList<>(sorted().toList());
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsedConfig) {
            return true;
        }

        @Override
        public String toString() {
            return "[" + String.join(", ", sorted().toList()) + "]";
        }

        private Stream<String> sorted() {
            return constants.keySet().stream().sorted();
        }

        private static String plain(String name) {
            return name.trim().toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        }
    }
}
