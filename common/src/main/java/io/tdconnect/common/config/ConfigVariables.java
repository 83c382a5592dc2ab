// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * A configuration whose variables are replaced by Kafka's providers, where no Connect worker does that:
 * <code>${env:NAME}</code>, <code>${file:/path:key}</code> of a properties file, and <code>${dir:/path:file}</code>, the content
 * of a file. Other text in braces stays as it is. Files are read only where {@link WorkerFile#ALLOWED_PATHS} allows it.
 *
 * @param config the result
 * @param problems messages by the option whose value cannot be replaced; without values
 */
public record ConfigVariables(Map<String, String> config, Map<String, String> problems) {
    private static final Pattern VARIABLE = ConfigTransformer.DEFAULT_PATTERN;
    private static final Map<String, Supplier<ConfigProvider>> PROVIDERS = Map.of(
            "env", EnvVarConfigProvider::new, "file", FileConfigProvider::new, "dir", DirectoryConfigProvider::new);

    /** Copies the maps. */
    public ConfigVariables {
        config = Map.copyOf(config);
        problems = Map.copyOf(problems);
    }

    /** Replaces the variables in all values. */
    public static ConfigVariables replacedIn(Map<String, String> config) {
        Map<String, String> replaced = new HashMap<>(config);
        Map<String, String> problems = new LinkedHashMap<>();
        config.forEach((option, value) -> {
            try {
                replaced.put(option, replaced(value));
            } catch (ConfigException e) {
                problems.put(option, String.valueOf(e.getMessage()));
            }
        });
        return new ConfigVariables(replaced, problems);
    }

    private static String replaced(String value) {
        Matcher variable = VARIABLE.matcher(value);
        StringBuilder text = new StringBuilder();
        while (variable.find()) {
            Supplier<ConfigProvider> provider = PROVIDERS.get(variable.group(1));
            String found = provider == null
                    ? variable.group()
                    : value(provider, variable.group(), variable.group(3), variable.group(4));
            variable.appendReplacement(text, Matcher.quoteReplacement(found));
        }
        return variable.appendTail(text).toString();
    }

    private static String value(Supplier<ConfigProvider> made, String variable, @Nullable String path, String key) {
        if (path != null) {
            requireAllowed(variable, path);
            // That of a folder has the file as its key, which may be a link.
            requireAllowed(variable, path + "/" + key);
        }
        try (ConfigProvider provider = made.get()) {
            provider.configure(Map.of());
            String found =
                    provider.get(path == null ? "" : path, Set.of(key)).data().get(key);
            if (found == null) {
                throw new ConfigException("expected a value for " + variable + ", found none");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireAllowed(String variable, String path) {
        try {
            WorkerFile.allowed(path);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(variable + ": " + e.getMessage());
        }
    }
}
