// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The login by user and password (SASL).
 *
 * @param mechanism how the password is proved
 */
public record LoginOptions(String user, Password password, Mechanism mechanism) {
    public static final String USER = "user";
    public static final String PASSWORD = "password";
    public static final String MECHANISM = "sasl.mechanism";

    private static final String MODULES = "org.apache.kafka.common.security.";

    /** Values of {@link #MECHANISM}. */
    public enum Mechanism {
        /** The password itself is sent; use TLS. */
        PLAIN("plain.PlainLoginModule"),
        SCRAM_SHA_256("scram.ScramLoginModule"),
        SCRAM_SHA_512("scram.ScramLoginModule");

        private final String module;

        Mechanism(String module) {
            this.module = MODULES + module;
        }

        /** The name in the protocol. */
        String saslName() {
            return name().replace('_', '-').toUpperCase(Locale.ROOT);
        }
    }

    static void addTo(Options options) {
        options.optional(USER, Type.STRING, "", "User of the cluster (SASL); empty for none.")
                .optional(PASSWORD, Type.PASSWORD, null, "Password of the user.")
                .choice(
                        MECHANISM,
                        Mechanism.PLAIN,
                        "How the user logs in: plain sends the password, so it needs TLS; scram-sha-256 and scram-sha-512 do"
                                + " not send it.");
    }

    static @Nullable LoginOptions from(AbstractConfig config) {
        String user = config.getString(USER);
        Password password = config.getPassword(PASSWORD);
        return user.isEmpty()
                ? null
                : new LoginOptions(
                        user,
                        password == null ? new Password("") : password,
                        EnumOption.parse(Mechanism.class, config.getString(MECHANISM)));
    }

    /** The value of {@code sasl.jaas.config}. */
    Password jaas() {
        return new Password(mechanism.module + " required username=" + quoted(user) + " password="
                + quoted(password.value()) + ';');
    }

    /** Quoted for the tokenizer that reads it, which ends a text at the end of the line. */
    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
