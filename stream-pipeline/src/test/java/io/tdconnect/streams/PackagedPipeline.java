// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.PipelineProcess;
import io.tdconnect.testing.PluginZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A broker, and the unpacked ZIP of the pipeline for its processes. */
final class PackagedPipeline implements AutoCloseable {
    /** Arguments of a JVM that starts fast and need not become fast. */
    static final String[] SMALL = {"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};

    private final KafkaProcess kafka = KafkaProcess.start();
    private final KafkaTopics topics = kafka.topics();
    private final Path folder;
    private final Path home;

    /** Starts a broker and writes files to a folder. */
    PackagedPipeline(Path folder) throws IOException {
        this.folder = folder;
        PluginZip.unpack(Path.of(System.getProperty("tdconnect.root")), "stream-pipeline", folder);
        try (var unpacked = Files.list(folder)) {
            home = unpacked.findFirst().orElseThrow();
        }
    }

    KafkaTopics topics() {
        return topics;
    }

    /** Writes a file of pipelines with short timeouts, one thread, and state in a directory of its name. */
    Path file(String name, String state, String pipelines) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                bootstrap.servers: %s
                streams:
                  state.dir: %s
                  num.stream.threads: 1
                  session.timeout.ms: 3000
                  heartbeat.interval.ms: 500
                  commit.interval.ms: 200
                  producer.transaction.timeout.ms: 3000
                %s""".formatted(
                        kafka.bootstrapServers(), folder.resolve(state), pipelines));
    }

    PipelineProcess start(Path file, String... jvmArguments) {
        List<String> arguments = new ArrayList<>(List.of(SMALL));
        arguments.addAll(List.of(jvmArguments));
        return PipelineProcess.start(home, file, arguments.toArray(String[]::new));
    }

    @Override
    public void close() {
        topics.close();
        kafka.close();
    }
}
