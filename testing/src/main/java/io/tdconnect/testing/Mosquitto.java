// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A Mosquitto broker in its own process, or with {@code -Pdocker} in a container of the official image, with four
 * listeners on 127.0.0.1: anonymous, with password, with TLS, and with TLS that asks for a client certificate. Its
 * queues are unlimited and survive {@link #stop()}.
 */
public final class Mosquitto implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int HASH_ITERATIONS = 101;

    private final MosquittoOptions options;
    private final Path directory;
    private final List<Integer> ports;
    private final Certificates certificates;
    private final Path configuration;
    private ServerProcess process;

    private Mosquitto(MosquittoOptions options) {
        this.options = options;
        Path kept = options.directory();
        directory = kept == null ? Directories.create("mosquitto") : kept;
        List<Integer> chosen = new ArrayList<>(Ports.free(4));
        if (options.port() != 0) {
            chosen.set(0, options.port());
        }
        ports = List.copyOf(chosen);
        certificates = Certificates.generate(directory.resolve("certificates"));
        configuration = Directories.write(directory.resolve("mosquitto.conf"), settings());
        process = launch();
        awaitReady();
    }

    /** Whether Mosquitto is installed, on the PATH or in /usr/sbin. */
    public static boolean available() {
        return Docker.wanted() || program().isPresent();
    }

    /** Starts a broker on free ports. */
    public static Mosquitto start() {
        return start(MosquittoOptions.defaults());
    }

    /** Starts a broker and returns when all its listeners accept connections. */
    public static Mosquitto start(MosquittoOptions options) {
        return Ports.startOnFreePorts(() -> new Mosquitto(options));
    }

    /** URL of the listener without authentication. */
    public String url() {
        return "tcp://127.0.0.1:" + ports.get(0);
    }

    /** URL of the listener that asks for {@link #user()} and {@link #password()}. */
    public String passwordUrl() {
        return "tcp://127.0.0.1:" + ports.get(1);
    }

    /** URL of the listener with TLS, whose certificate {@link #certificates()} signed. */
    public String tlsUrl() {
        return "ssl://127.0.0.1:" + ports.get(2);
    }

    /** URL of the listener with TLS that asks for a client certificate. */
    public String mutualTlsUrl() {
        return "ssl://127.0.0.1:" + ports.get(3);
    }

    /** User of the password listener. */
    public String user() {
        return options.user();
    }

    /** Password of the password listener. */
    public String password() {
        return options.password();
    }

    /** The certificates of the TLS listeners and their clients. */
    public Certificates certificates() {
        return certificates;
    }

    /** Ends the broker as kill -9 does; unsaved state is lost. */
    public void kill() {
        process.kill();
    }

    /** Ends the broker after it has saved its sessions and queues. */
    public void stop() {
        process.stop();
    }

    /** Starts the broker again on the same ports and data, ending it first if it runs. */
    public void restart() {
        process.stop();
        process = launch();
        awaitReady();
    }

    /**
     * Waits until a client has subscribed to this filter since the broker's first start; AssertionError if none has.
     */
    public void awaitSubscription(String filter, Duration limit) {
        Waiting.until(
                limit,
                () -> logs().lines().anyMatch(line -> line.endsWith(" " + filter)),
                () -> "Nobody has subscribed to " + filter);
    }

    /** The log file. */
    public Path logFile() {
        return directory.resolve("mosquitto.log");
    }

    /** The log of the broker so far. */
    public String logs() {
        return ChildProcess.read(logFile(), 0);
    }

    @Override
    public void close() {
        process.kill();
    }

    private static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(path.split(":", -1)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private ServerProcess launch() {
        if (Docker.wanted()) {
            List<String> command = List.of("mosquitto", "-c", configuration.toString());
            return ContainerProcess.start("Mosquitto", Docker.image("mosquitto"), command, directory, logFile());
        }
        Path program = program()
                .orElseThrow(() ->
                        new IllegalStateException("Mosquitto is not installed; apt-get install mosquitto installs it"));
        return ChildProcess.start("Mosquitto", List.of(program.toString(), "-c", configuration.toString()), logFile());
    }

    private void awaitReady() {
        process.awaitReady(START_LIMIT, () -> ports.stream().allMatch(Ports::accepts));
    }

    private List<String> settings() {
        List<String> lines = new ArrayList<>(List.of(
                "per_listener_settings true",
                // Not stdout: Mosquitto buffers it unless it is a terminal.
                "log_dest file " + logFile(),
                "log_type error",
                "log_type warning",
                "log_type notice",
                "log_type information",
                "log_type subscribe",
                "log_type unsubscribe",
                "log_timestamp_format %Y-%m-%dT%H:%M:%S",
                "persistence true",
                "persistence_location " + directory + "/",
                "max_queued_messages 0"));
        if ("root".equals(System.getProperty("user.name"))) {
            lines.add("user root");
        }
        lines.addAll(options.settings());
        lines.addAll(listener(0, "allow_anonymous true"));
        Path passwords = Directories.write(
                directory.resolve("passwords"), List.of(options.user() + ":" + hash(options.password())));
        lines.addAll(listener(1, "allow_anonymous false", "password_file " + passwords));
        String certificate = "certfile " + certificates.serverCertificate();
        String key = "keyfile " + certificates.serverKey();
        lines.addAll(listener(2, "allow_anonymous true", certificate, key));
        lines.addAll(listener(
                3,
                "allow_anonymous true",
                certificate,
                key,
                "cafile " + certificates.ca(),
                "require_certificate true"));
        return lines;
    }

    private List<String> listener(int index, String... settings) {
        List<String> lines = new ArrayList<>();
        lines.add("listener " + ports.get(index) + " 127.0.0.1");
        lines.addAll(List.of(settings));
        return lines;
    }

    // The format of mosquitto_passwd, which may not be installed.
    private static String hash(String password) {
        try {
            byte[] salt = new byte[12];
            new SecureRandom().nextBytes(salt);
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, HASH_ITERATIONS, 512))
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return String.join(
                    "$",
                    "",
                    "7",
                    Integer.toString(HASH_ITERATIONS),
                    base64.encodeToString(salt),
                    base64.encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
