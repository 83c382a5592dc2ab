// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a gateway cannot be reached, since the driver has one text for every cause.
 *
 * <p>It connects once more, step by step, and sends neither user nor password.
 */
final class GatewayProbe {
    private static final int FIRST_BYTES = 256;
    private static final String SWITCHING = "HTTP/1.1 101";
    /** What web servers written in Go, as taosAdapter is, answer to a request without TLS on a port with TLS. */
    private static final String GO_WANTS_TLS = "HTTP request to an HTTPS server";

    private final String host;
    private final int port;
    private final Gateway.Encryption tls;
    private final int millis;

    private GatewayProbe(String endpoint, Gateway.Encryption tls, Duration limit) {
        int colon = endpoint.lastIndexOf(':');
        host = endpoint.substring(0, colon).replaceAll("^\\[|]$", "");
        port = Integer.parseInt(endpoint.substring(colon + 1));
        this.tls = tls;
        millis = (int) Math.max(1, limit.toMillis());
    }

    /**
     * The cause, to follow "found".
     *
     * @param endpoint as {@code host:port}
     * @param limit how long each step may take
     */
    static String cause(String endpoint, Gateway.Encryption tls, Duration limit) {
        return new GatewayProbe(endpoint, tls, limit).cause();
    }

    private String cause() {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getByName(host), port), millis);
            plain.setSoTimeout(millis);
            return tls == Gateway.Encryption.NONE ? answer(plain) : secureAnswer(plain);
        } catch (UnknownHostException e) {
            return "no host of the name " + host + " (DNS); see " + TdengineOptions.URL;
        } catch (SocketTimeoutException e) {
            return "no answer to a connection within " + millis + " ms, as where a firewall drops packets; see "
                    + TdengineOptions.URL + " and " + TdengineOptions.TIMEOUT;
        } catch (ConnectException | NoRouteToHostException e) {
            return "nothing that listens at this port (" + e.getMessage() + "); see " + TdengineOptions.URL;
        } catch (IOException e) {
            return "a connection that broke (" + e.getMessage() + "); see " + TdengineOptions.URL;
        }
    }

    private String secureAnswer(Socket plain) throws IOException {
        try (SSLSocket secure = secured(plain, tls)) {
            return answer(secure);
        } catch (SSLException e) {
            return tlsProblem(e);
        } catch (SocketTimeoutException e) {
            return "a server that does not begin TLS within " + millis + " ms; set " + TdengineOptions.TLS
                    + "=false if it has none, or see " + TdengineOptions.URL;
        }
    }

    private SSLSocket secured(Socket plain, Gateway.Encryption verified) throws IOException {
        SSLSocket secure =
                (SSLSocket) GatewayHttp.context(verified).getSocketFactory().createSocket(plain, host, port, true);
        if (verified == Gateway.Encryption.TLS) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
        }
        secure.startHandshake();
        return secure;
    }

    /** What the other side says to the request that begins a WebSocket. */
    private String answer(Socket socket) throws IOException {
        String request = "GET /ws HTTP/1.1\r\nHost: " + host + ':' + port
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGRjb25uZWN0LXByb2JlIQ==\r\n\r\n";
        String text;
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            text = beginning(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            return "a service that accepts connections and does not answer within " + millis + " ms; see "
                    + TdengineOptions.URL + " and " + TdengineOptions.TIMEOUT;
        } catch (IOException e) {
            text = "";
        }
        if (text.startsWith(SWITCHING)) {
            return "a gateway that did not finish the login; see " + TdengineOptions.TIMEOUT;
        }
        if (tls == Gateway.Encryption.NONE && (text.contains(GO_WANTS_TLS) || speaksTls())) {
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
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), millis);
            plain.setSoTimeout(millis);
            try (SSLSocket secure = secured(plain, Gateway.Encryption.TLS_UNVERIFIED)) {
                return secure.getSession().isValid();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static String tlsProblem(SSLException failure) {
        Throwable cause = rootCause(failure);
        if (cause instanceof CertPathBuilderException) {
            return "a certificate of an authority that this Java does not trust; see " + TdengineOptions.TLS;
        }
        if (cause instanceof CertificateExpiredException) {
            return "a certificate that has expired (" + cause.getMessage() + ')';
        }
        if (cause instanceof CertificateException) {
            return "a certificate of another host (" + cause.getMessage() + "); see " + TdengineOptions.URL;
        }
        return failure instanceof SSLHandshakeException
                ? "a TLS handshake that failed (" + failure.getMessage() + "); see " + TdengineOptions.TLS
                : "a server that does not speak TLS; set " + TdengineOptions.TLS + "=false, or see "
                        + TdengineOptions.URL;
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        @Nullable Throwable next = failure.getCause();
        while (next != null && next != root) {
            root = next;
            next = root.getCause();
        }
        return root;
    }
}
