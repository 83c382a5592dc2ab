// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.Reachability;
import io.tdconnect.common.tls.Tls;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/** Finds out why a broker that accepts connections does not answer: a consumer reports no more than that. */
public final class TlsProbe {
    private static final Tls NO_OPTIONS = new Tls(null, null, null, null, null, null, false);

    private TlsProbe() {}

    /**
     * What is wrong with a broker that does not answer.
     *
     * @param tls whether the connector uses TLS
     * @param login whether the connector logs in
     * @param limit time for it
     */
    public static OptionException reason(ServerAddress server, boolean tls, boolean login, Duration limit) {
        boolean speaksTls = speaksTls(server, limit);
        if (speaksTls && !tls) {
            return new OptionException(
                    ConnectionOptions.TLS,
                    "Expected a listener without TLS at " + server + ", found one with TLS; set "
                            + ConnectionOptions.TLS + "=true and tls.ca, or use the port without TLS");
        } else if (tls && !speaksTls) {
            return new OptionException(
                    ConnectionOptions.TLS,
                    "Expected a listener with TLS at " + server + ", found one without; use the port with TLS, or set "
                            + ConnectionOptions.TLS + "=false");
        }
        return new OptionException(
                ConnectionOptions.SERVERS,
                "Expected a Kafka broker at " + server
                        + ", found a server that accepts connections, but gave no answer of"
                        + " the expected kind; is it another service"
                        + (login ? "?" : ", or does this listener ask for a login (user, password)?"));
    }

    private static boolean speaksTls(ServerAddress server, Duration limit) {
        try (Socket plain = Reachability.connect(server.host(), server.port(), limit)) {
            plain.setSoTimeout((int) Math.max(1, limit.toMillis()));
            SSLSocket socket = (SSLSocket) NO_OPTIONS
                    .checkedContext(Tls.Verification.NONE)
                    .getSocketFactory()
                    .createSocket(plain, server.host(), server.port(), true);
            socket.startHandshake();
            return true;
        } catch (IOException | OptionException e) {
            return String.valueOf(e.getMessage()).contains("alert");
        }
    }
}
