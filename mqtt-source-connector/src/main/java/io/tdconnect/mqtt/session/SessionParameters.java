// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.mqtt.session.ConnectionOptions.ProtocolVersion;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to a broker.
 *
 * @param sessionExpiry how long the broker keeps the session of a disconnected client, for MQTT 5
 * @param receiveMaximum how many unacknowledged messages the broker may send, for MQTT 5
 * @param maximumPayload maximum size of a payload; a larger one is not kept in memory
 * @param tls null if no broker is reached by TLS
 * @param clientCertificate whether the client has a certificate to show
 */
public record SessionParameters(
        ProtocolVersion version,
        String clientId,
        @Nullable String user,
        @Nullable Password password,
        Duration keepAlive,
        boolean cleanSession,
        Duration sessionExpiry,
        Duration connectTimeout,
        int receiveMaximum,
        int maximumPayload,
        @Nullable SSLSocketFactory tls,
        boolean hostnameVerification,
        boolean clientCertificate) {

    /** The same for a client whose session the broker does not keep. */
    public SessionParameters forCheck(String checkClientId, Duration limit) {
        return new SessionParameters(
                version,
                checkClientId,
                user,
                password,
                keepAlive,
                true,
                Duration.ZERO,
                limit,
                receiveMaximum,
                maximumPayload,
                tls,
                hostnameVerification,
                clientCertificate);
    }

    /** The same for another client. */
    public SessionParameters forClient(String otherClientId) {
        return new SessionParameters(
                version,
                otherClientId,
                user,
                password,
                keepAlive,
                cleanSession,
                sessionExpiry,
                connectTimeout,
                receiveMaximum,
                maximumPayload,
                tls,
                hostnameVerification,
                clientCertificate);
    }

    /** Whole seconds of a duration, rounded up: the unit of MQTT and its clients. */
    static int seconds(Duration duration) {
        return Math.toIntExact(Math.min(duration.plusMillis(999).toSeconds(), Integer.MAX_VALUE));
    }
}
