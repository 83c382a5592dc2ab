// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.console.plugin.PluginPath;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the console on a worker, on a port of its own, so that the same class runs on workers with javax and with jakarta:
 * {@code rest.extension.classes=io.tdconnect.console.ConsoleExtension}.
 */
public final class ConsoleExtension implements ConnectRestExtension {
    private static final Logger log = LoggerFactory.getLogger(ConsoleExtension.class);

    private @Nullable ConsoleConfig config;
    private PluginPath plugins = PluginPath.UNKNOWN;
    private @Nullable Console console;

    @Override
    public String version() {
        return PluginVersion.of(ConsoleExtension.class);
    }

    /** @throws ConfigException with the name of the option that is wrong; the worker then does not start */
    @Override
    public void configure(Map<String, ?> configs) {
        config = ConsoleConfig.ofWorker(configs);
        plugins = PluginPath.ofWorker(configs);
    }

    @Override
    public void register(ConnectRestExtensionContext context) {
        ConsoleConfig configured = config;
        if (configured == null) {
            throw new IllegalStateException("configure was not called");
        }
        try {
            Console started = Console.start(configured, plugins);
            console = started;
            log.info("The console of tdconnect is at {}", started.url());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        } catch (Exception e) {
            throw new ConnectException(
                    "The console cannot listen at " + configured.address() + " (" + ConsoleConfig.PREFIX
                            + ConsoleConfig.LISTENERS + "): " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        Console started = console;
        console = null;
        if (started != null) {
            try {
                started.close();
            } catch (Exception e) {
                throw new IOException("The console has not ended properly", e);
            }
        }
    }
}
