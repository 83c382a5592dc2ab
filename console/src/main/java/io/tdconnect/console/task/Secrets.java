// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.form.Forms;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Keeps secrets from the pages: they get null in their place, and send null to keep what is set. References to a secret such
 * as {@code ${file:…}} are no secrets.
 */
final class Secrets {
    private static final Pattern NAME = Pattern.compile(
            ".*(password|passwd|secret|token|jaas|credential|private.?key|tls\\.key|keystore\\.key).*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INSIDE = Pattern.compile(
            "://[^/?#\\s]*:[^/?#\\s]+@|[?&;](?:password|token|secret|bearerToken)=[^&;$]", Pattern.CASE_INSENSITIVE);
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[\\w-]+:[^}]*}");

    private final Forms forms;

    Secrets(Forms forms) {
        this.forms = forms;
    }

    /** A configuration for a page; the names of the secrets that are set are added to a list. */
    ObjectNode hidden(ConnectorView connector, Map<String, String> config, ArrayNode set) throws InterruptedException {
        Set<String> secrets = named(connector.type());
        ObjectNode json = Json.object();
        config.forEach((name, value) -> {
            if (isSecret(name, value, secrets)) {
                json.putNull(name);
                set.add(name);
            } else {
                json.put(name, value);
            }
        });
        return json;
    }

    /** A configuration from a page, with the secrets that it has not changed. */
    Map<String, String> kept(ObjectNode sent, Map<String, String> current) {
        Map<String, String> config = new LinkedHashMap<>(Json.config(sent, "config"));
        sent.properties().forEach(entry -> {
            String value = current.get(entry.getKey());
            if (entry.getValue().isNull() && value != null) {
                config.put(entry.getKey(), value);
            }
        });
        return config;
    }

    /**
     * A copy with references in the place of secrets, for what a user takes away.
     *
     * @param reference of an option
     */
    Map<String, String> referring(Map<String, String> config, UnaryOperator<String> reference)
            throws InterruptedException {
        Set<String> secrets = named(config.getOrDefault("connector.class", ""));
        Map<String, String> copy = new LinkedHashMap<>();
        config.forEach((name, value) -> copy.put(name, isSecret(name, value, secrets) ? reference.apply(name) : value));
        return copy;
    }

    /** The options that a plugin declares secret; of a plugin that is no longer there, none is known. */
    private Set<String> named(String type) throws InterruptedException {
        try {
            return type.isEmpty() ? Set.of() : forms.secrets(type);
        } catch (ApiException e) {
            if (e.code().equals(ApiException.NOT_FOUND)) {
                return Set.of();
            }
            throw e;
        }
    }

    private static boolean isSecret(String name, String value, Set<String> secrets) {
        boolean secret = secrets.contains(name)
                || NAME.matcher(name).matches()
                || INSIDE.matcher(value).find();
        return secret && !value.isEmpty() && !REFERENCE.matcher(value).matches();
    }
}
