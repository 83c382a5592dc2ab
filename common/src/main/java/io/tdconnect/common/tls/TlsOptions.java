// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.tls;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** The options of {@link Tls}, the same in every connector. */
public final class TlsOptions {
    /** Certificates that are trusted: PEM file or PEM text. */
    public static final String CA = "tls.ca";

    /** Certificate of the client: PEM file or PEM text. */
    public static final String CERTIFICATE = "tls.certificate";

    /** Private key of the client: PEM file or PEM text. */
    public static final String KEY = "tls.key";

    /** Password of the private key. */
    public static final String KEY_PASSWORD = "tls.key.password";

    /** Whether the name in the server's certificate is compared with the host. */
    public static final String HOSTNAME_VERIFICATION = "tls.hostname.verification";

    static final PemIdentity.Names IDENTITY = new PemIdentity.Names(CERTIFICATE, KEY, KEY_PASSWORD);
    static final String TRUSTSTORE = "tls.truststore";
    static final String KEYSTORE = "tls.keystore";
    static final String LOCATION = ".location";
    static final String PASSWORD = ".password";
    private static final String TYPE = ".type";

    private TlsOptions() {}

    /** Adds the options as a group of their own. */
    public static void addTo(Options options) {
        options.group("TLS")
                .optional(
                        CA,
                        Type.STRING,
                        null,
                        "Certificates of the trusted authorities: path of a PEM file, or the PEM text itself, with any"
                                + " number of certificates. By default those of the Java runtime are trusted.")
                .width(Width.LONG)
                .optional(
                        CERTIFICATE,
                        Type.STRING,
                        null,
                        "Certificate that the client shows to the server, followed by its intermediate certificates:"
                                + " path of a PEM file, or the PEM text itself. Needs tls.key.")
                .width(Width.LONG)
                .optional(
                        KEY,
                        Type.PASSWORD,
                        null,
                        "Private key of tls.certificate: path of a PEM file, or the PEM text itself, as PKCS#8,"
                                + " encrypted PKCS#8, PKCS#1 or SEC1.")
                .width(Width.LONG)
                .optional(
                        KEY_PASSWORD,
                        Type.PASSWORD,
                        null,
                        "Password of the private key in tls.key, or of the key in tls.keystore.location if it differs"
                                + " from that of the store.");
        addStore(options, TRUSTSTORE, "Trust store, in place of tls.ca");
        addStore(options, KEYSTORE, "Key store, in place of tls.certificate and tls.key");
        options.optional(
                HOSTNAME_VERIFICATION,
                Type.BOOLEAN,
                true,
                "Whether the name in the server's certificate must be that of the host in the address.");
    }

    /** The settings of a configuration; does not read files yet. */
    public static Tls from(AbstractConfig config) {
        return new Tls(
                text(config.getString(CA)),
                text(config.getString(CERTIFICATE)),
                config.getPassword(KEY),
                config.getPassword(KEY_PASSWORD),
                store(config, TRUSTSTORE),
                store(config, KEYSTORE),
                config.getBoolean(HOSTNAME_VERIFICATION));
    }

    private static void addStore(Options options, String prefix, String what) {
        options.optional(prefix + LOCATION, Type.STRING, null, what + ": path of the file.")
                .width(Width.LONG)
                .importance(Importance.LOW)
                .optional(prefix + PASSWORD, Type.PASSWORD, null, "Password of " + prefix + LOCATION + ".")
                .importance(Importance.LOW)
                .choice(prefix + TYPE, StoreType.PKCS12, "Format of " + prefix + LOCATION + ".")
                .importance(Importance.LOW);
    }

    private static @Nullable KeyStoreFile store(AbstractConfig config, String prefix) {
        String location = text(config.getString(prefix + LOCATION));
        StoreType type = EnumOption.parse(StoreType.class, config.getString(prefix + TYPE));
        return location == null
                ? null
                : new KeyStoreFile(prefix, location, config.getPassword(prefix + PASSWORD), type);
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
