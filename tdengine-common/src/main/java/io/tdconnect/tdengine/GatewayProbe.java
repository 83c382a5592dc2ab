// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import io.tdconnect.common.config.Reachability;
import io.tdconnect.common.config.UnreachableException;
import io.tdconnect.common.tls.TlsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Finds the cause if a gateway cannot be reached, since the driver reports the same text for every cause.
 *
 * <p>It connects once more, step by step, and sends neither user nor password.
 */
public final class GatewayProbe {
    private static final int FIRST_BYTES = 256;
    private static final int VERDICT_MILLIS = 250;
    private static final String SWITCHING = "HTTP/1.1 101";
    /** The answer of web servers in Go, such as taosAdapter, to a request without TLS on a port with TLS. */
    private static final String GO_WANTS_TLS = "HTTP request to an HTTPS server";

    private final String host;
    private final int port;
    private final Encryption tls;
    private final Duration limit;
    private final int millis;

    private GatewayProbe(String endpoint, Encryption tls, Duration limit) {
        int colon = endpoint.lastIndexOf(':');
        host = endpoint.substring(0, colon).replaceAll("^\\[|]$", "");
        port = Integer.parseInt(endpoint.substring(colon + 1));
        this.tls = tls;
        this.limit = limit;
        millis = (int) Math.max(1, limit.toMillis());
    }

    /**
     * The cause, to follow "found".
     *
     * @param endpoint as {@code host:port}
     * @param limit how long each step may take
     */
    public static String cause(String endpoint, Encryption tls, Duration limit) {
        return new GatewayProbe(endpoint, tls, limit).cause();
    }

    private String cause() {
        try (Socket plain = Reachability.connect(host, port, limit)) {
            plain.setSoTimeout(millis);
            return tls.on() ? secureAnswer(plain) : answer(plain);
        } catch (UnreachableException e) {
            return e.getMessage() + "; see " + TdengineOptions.URL
                    + (e.silent() ? " and " + TdengineOptions.TIMEOUT : "");
        } catch (IOException e) {
            return "a connection that broke (" + e.getMessage() + "); see " + TdengineOptions.URL;
        }
    }

    private String secureAnswer(Socket plain) throws IOException {
        try (SSLSocket secure = secured(plain, tls)) {
            awaitVerdict(secure);
            return answer(secure);
        } catch (SSLException e) {
            return String.valueOf(TlsCause.of(e, tls));
        } catch (SocketException e) {
            return "a server that closes the connection as TLS begins (" + e.getMessage()
                    + "), as one without TLS does, or one that wants another client certificate; see "
                    + TdengineOptions.TLS + " and " + TlsOptions.CERTIFICATE;
        } catch (SocketTimeoutException e) {
            return "a server that does not begin TLS within " + millis + " ms; set " + TdengineOptions.TLS
                    + "=false if it has none, or see " + TdengineOptions.URL;
        }
    }

    private SSLSocket secured(Socket plain, Encryption encryption) throws IOException {
        SSLSocket secure =
                (SSLSocket) encryption.contextOrDefault().getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /**
     * Gives the server time to refuse the client's certificate, which happens after the handshake of TLS 1.3. Its reason
     * would be lost if it closed the connection while the client sends.
     */
    private void awaitVerdict(SSLSocket secure) throws IOException {
        secure.setSoTimeout(Math.min(millis, VERDICT_MILLIS));
        try {
            if (secure.getInputStream().read() < 0) {
                throw new SocketException("end of the connection");
            }
        } catch (SocketTimeoutException e) {
            // It waits for the request.
        }
        secure.setSoTimeout(millis);
    }

    /** The answer to the request that opens a WebSocket. */
    private String answer(Socket socket) throws SSLException {
        String request = "GET /ws HTTP/1.1\r\nHost: " + host + ':' + port
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
                + " dGRjb25uZWN0LXByb2JlIQ==\r\n\r\n";
        String text;
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            text = beginning(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            return "a service that accepts connections and does not answer within " + millis + " ms; see "
                    + TdengineOptions.URL + " and " + TdengineOptions.TIMEOUT;
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            text = "";
        }
        if (text.startsWith(SWITCHING)) {
            return "a gateway that did not finish the login; see " + TdengineOptions.TIMEOUT;
        }
        if (!tls.on() && (text.contains(GO_WANTS_TLS) || speaksTls())) {
            return "a server that wants TLS; set " + TdengineOptions.TLS + "=true";
        }
        if (text.startsWith("HTTP/")) {
            return "another HTTP service (status " + text.split(" ", 3)[1] + "); see " + TdengineOptions.URL;
        }
        return "a service that does not speak HTTP: the usual port of the gateway is 6041, and 6030 is that of the native"
                + " protocol; see " + TdengineOptions.URL;
    }

    private static String beginning(InputStream in) throws IOException {
        byte[] bytes = new byte[FIRST_BYTES];
        int count = 0;
        int read = in.read(bytes);
        while (read > 0) {
            count += read;
            read = count < bytes.length && in.available() > 0 ? in.read(bytes, count, bytes.length - count) : -1;
        }
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    private boolean speaksTls() {
        try (Socket plain = Reachability.connect(host, port, limit)) {
            plain.setSoTimeout(millis);
            try (SSLSocket secure = secured(plain, Encryption.TLS_UNVERIFIED)) {
                return secure.getSession().isValid();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
