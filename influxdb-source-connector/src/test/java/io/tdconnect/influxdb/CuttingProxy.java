// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Forwards connections to a server and cuts some of them in the middle of an answer. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final AtomicInteger cutsLeft;
    private final int bytesBeforeCut;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Cuts this number of answers, each after this number of bytes. */
    CuttingProxy(int target, int cuts, int bytesBeforeCut) {
        this.target = target;
        this.cutsLeft = new AtomicInteger(cuts);
        this.bytesBeforeCut = bytesBeforeCut;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    int cutsLeft() {
        return cutsLeft.get();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        sockets.forEach(CuttingProxy::closeQuietly);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(client);
            sockets.add(server);
            run(() -> copy(client, server, Integer.MAX_VALUE));
            run(() -> copy(server, client, bytesBeforeCut));
        }
    }

    private void copy(Socket from, Socket to, int limit) throws IOException {
        byte[] buffer = new byte[8192];
        long copied = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copied += read;
                if (copied > limit && cutsLeft.getAndDecrement() > 0) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private interface Job {
        void run() throws IOException;
    }

    private static void run(Job job) {
        Thread thread = new Thread(
                () -> {
                    try {
                        job.run();
                    } catch (IOException e) {
                        // The connection is gone, which is what this class is for.
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
