// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.http.HttpConnection;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * How the connector logs in.
 *
 * @param user of 1.x, empty without a login
 * @param password of the user; null if it is not set or empty
 * @param organization ID of the organization of 2.x, empty if it is not set
 * @param token of 2.x; null if it is not set or empty
 * @param addMapping whether a missing mapping of database and retention policy to the bucket of 2.x is added
 */
public record LoginOptions(
        String user,
        @Nullable Password password,
        String organization,
        @Nullable Password token,
        boolean addMapping) {
    public static final String USER = "user";
    public static final String PASSWORD = "password";
    public static final String ORG_ID = "org.id";
    public static final String TOKEN = "token";
    static final String DBRP_AUTO_CREATE = "dbrp.auto.create";

    public static void addTo(Options options) {
        options.group("Authentication")
                .optional(USER, Type.STRING, "", "User (1.x) with the right to read; empty for none.")
                .optional(PASSWORD, Type.PASSWORD, null, "Password of the user (1.x).")
                .optional(
                        ORG_ID,
                        Type.STRING,
                        "",
                        "Organization ID (2.x): 16 hexadecimal digits, not the name. Needed to find or add the mapping of"
                                + " the bucket.")
                .validator(Validators.pattern("|[0-9a-fA-F]{16}", "16 hexadecimal digits"))
                .optional(TOKEN, Type.PASSWORD, null, "API token (2.x) with the right to read the bucket.")
                .optional(
                        DBRP_AUTO_CREATE,
                        Type.BOOLEAN,
                        false,
                        "Whether a missing mapping of database and retention policy to the bucket (2.x) is added. InfluxQL"
                                + " cannot read a bucket without one. The token needs the right to write the bucket.");
    }

    public static LoginOptions from(AbstractConfig config) {
        return new LoginOptions(
                config.getString(USER),
                secret(config, PASSWORD),
                config.getString(ORG_ID),
                secret(config, TOKEN),
                config.getBoolean(DBRP_AUTO_CREATE));
    }

    /** The HTTP header for a version: Basic for 1.x, Token for 2.x; null if its options are not set. */
    @Nullable
    Password authorization(boolean version2) {
        if (version2) {
            return token == null ? null : new Password("Token " + token.value());
        }
        return HttpConnection.basic(user, password);
    }

    private static @Nullable Password secret(AbstractConfig config, String option) {
        Password secret = config.getPassword(option);
        return secret == null || secret.value().isEmpty() ? null : secret;
    }
}
