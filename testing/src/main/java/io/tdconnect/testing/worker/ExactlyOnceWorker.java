// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.worker;

import io.tdconnect.testing.ConnectProcess;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.PluginZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A broker, and a worker with exactly-once support and one packaged plugin, which can be killed. */
public record ExactlyOnceWorker(KafkaProcess kafka, ConnectProcess worker, KafkaTopics topics)
        implements AutoCloseable {
    /** Starts a broker and then a worker with the plugin of a module. */
    public static ExactlyOnceWorker start(String module) throws IOException {
        Path plugins = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"))), "plugins");
        PluginZip.unpack(Path.of(System.getProperty("tdconnect.root")), module, plugins);
        KafkaProcess kafka = KafkaProcess.start();
        try {
            ConnectProcess worker = ConnectProcess.start(
                    kafka.bootstrapServers(),
                    List.of(plugins.toAbsolutePath()),
                    LaunchOptions.defaults().withExactlyOnceSources());
            return new ExactlyOnceWorker(kafka, worker, kafka.topics());
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    @Override
    public void close() {
        worker.close();
        topics.close();
        kafka.close();
    }
}
