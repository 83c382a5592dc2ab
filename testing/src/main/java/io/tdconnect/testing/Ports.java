// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Finds free TCP ports on 127.0.0.1 for servers that tests start. */
public final class Ports {
    private static final int ATTEMPTS = 3;
    private static final int LOWEST = 10_000;
    private static final int LINUX_DEFAULT_FIRST_EPHEMERAL = 32_768;
    private static final Path EPHEMERAL_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    private Ports() {}

    /** Returns a port that nobody listens on. */
    public static int free() {
        return free(1).get(0);
    }

    /** Returns {@code count} different ports that nobody listens on. */
    public static List<Integer> free(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < count) {
                held.add(bind());
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            held.forEach(Ports::close);
        }
    }

    /** Whether a server accepts connections on the port of 127.0.0.1. */
    public static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a server on ports that {@code start} chooses, and again on others if they were taken meanwhile. */
    static <T> T startOnFreePorts(Supplier<T> start) {
        for (int attempt = 1; ; attempt++) {
            try {
                return start.get();
            } catch (StartFailedException e) {
                if (!e.addressInUse() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    // Not port 0: the kernel would give the same ports to outgoing connections, one of which could take the port
    // while a test keeps its server down, and a client that retries could even connect to itself.
    private static ServerSocket bind() {
        int limit = firstEphemeral();
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                return listen(ThreadLocalRandom.current().nextInt(LOWEST, limit));
            } catch (IOException e) {
                // taken, try the next
            }
        }
        try {
            return listen(0);
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on 127.0.0.1", e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static int firstEphemeral() {
        try {
            int first =
                    Integer.parseInt(Files.readString(EPHEMERAL_RANGE).strip().split("\\s+", 2)[0]);
            return first > LOWEST + 1000 ? first : LINUX_DEFAULT_FIRST_EPHEMERAL;
        } catch (IOException | NumberFormatException e) {
            return LINUX_DEFAULT_FIRST_EPHEMERAL;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
