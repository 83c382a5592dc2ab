// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to launch a Kafka process.
 *
 * @param libs directory with the jars of the broker and the worker
 * @param directory of configuration, data and log; null: a new one, whose data is deleted at close
 * @param port of the broker's listener or of the worker's REST API on 127.0.0.1; 0: a free one
 * @param jvmArguments heap and other arguments of the JVM
 * @param properties added to the configuration file; they override the fixture's own
 */
public record LaunchOptions(
        Path libs, @Nullable Path directory, int port, List<String> jvmArguments, Map<String, String> properties) {

    private static final List<String> SMALL_AND_FAST_TO_START =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    public LaunchOptions {
        jvmArguments = List.copyOf(jvmArguments);
        properties = Map.copyOf(properties);
    }

    /** Libraries of module kafka-runtime, a new directory, a free port, a small JVM. */
    public static LaunchOptions defaults() {
        return new LaunchOptions(runtimeLibs(), null, 0, SMALL_AND_FAST_TO_START, Map.of());
    }

    /** The same with the jars of another Kafka version. */
    public LaunchOptions withLibs(Path newLibs) {
        return new LaunchOptions(newLibs, directory, port, jvmArguments, properties);
    }

    /** The same in a directory that is kept. */
    public LaunchOptions withDirectory(Path newDirectory) {
        return new LaunchOptions(libs, newDirectory.toAbsolutePath(), port, jvmArguments, properties);
    }

    /** The same on a fixed port. */
    public LaunchOptions withPort(int newPort) {
        return new LaunchOptions(libs, directory, newPort, jvmArguments, properties);
    }

    /** The same with other JVM arguments instead of the default ones. */
    public LaunchOptions withJvmArguments(String... arguments) {
        return new LaunchOptions(libs, directory, port, List.of(arguments), properties);
    }

    /** The same with one more property in the configuration file. */
    public LaunchOptions withProperty(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new LaunchOptions(libs, directory, port, jvmArguments, more);
    }

    /** The same for a worker with exactly-once support; transactions of killed tasks time out soon. */
    public LaunchOptions withExactlyOnceSources() {
        return withProperty("exactly.once.source.support", "enabled")
                .withProperty("producer.transaction.timeout.ms", "5000")
                .withProperty("session.timeout.ms", "4000")
                .withProperty("heartbeat.interval.ms", "1000");
    }

    List<String> command(String mainClass, Path log4j, Path... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return command(java.toString(), libs, mainClass, log4j, List.of(arguments));
    }

    /** The same with the JVM and the jars of the official image. */
    List<String> commandInImage(String mainClass, Path log4j, Path... arguments) {
        return command("java", Path.of("/opt/kafka/libs"), mainClass, log4j, List.of(arguments));
    }

    private List<String> command(String java, Path jars, String mainClass, Path log4j, List<Path> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(jvmArguments);
        command.add("-Dlog4j2.configurationFile=" + log4j);
        command.add("-cp");
        command.add(jars.resolve("*").toString());
        command.add(mainClass);
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Writes the logging configuration: everything to standard output, which the fixture sends to the log file. */
    static Path writeLog4j(Path directory) {
        return Directories.write(
                directory.resolve("log4j2.properties"),
                List.of(
                        "appender.out.type=Console",
                        "appender.out.name=out",
                        "appender.out.layout.type=PatternLayout",
                        "appender.out.layout.pattern=%d %-5p %X{connector.context}%m (%c{1})%n",
                        "rootLogger.level=INFO",
                        "rootLogger.appenderRef.out.ref=out"));
    }

    private static Path runtimeLibs() {
        String root = System.getProperty("tdconnect.root");
        if (root != null) {
            return Path.of(root, "kafka-runtime", "target", "libs");
        }
        Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.isDirectory(above.resolve("kafka-runtime"))) {
            above = above.getParent();
        }
        return (above == null ? Path.of("") : above).resolve("kafka-runtime/target/libs");
    }

    void requireLibs() {
        if (!Files.isDirectory(libs)) {
            throw new IllegalStateException(
                    "No Kafka jars in " + libs + "; run mvn -B generate-resources -pl kafka-runtime first");
        }
    }
}
