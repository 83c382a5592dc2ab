// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.mqtt.message.TopicFilter;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Why a broker cannot be used, and which option to change. */
public final class MqttFailure extends Exception {
    private static final int NO_SHARING = 158;

    private final String option;
    private final boolean permanent;

    private MqttFailure(String option, boolean permanent, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.option = option;
        this.permanent = permanent;
    }

    /** Name of the option to change. */
    public String option() {
        return option;
    }

    /** Whether trying again is useless until somebody changes something. */
    public boolean permanent() {
        return permanent;
    }

    /**
     * The failure of a CONNACK.
     *
     * @param code return code of MQTT 3 or reason code of MQTT 5
     */
    public static MqttFailure refused(URI broker, int code, boolean withUser) {
        String refused = "The broker at " + BrokerAddress.place(broker) + " refused ";
        return switch (code) {
            case 1, 132 ->
                permanent(ConnectionOptions.PROTOCOL_VERSION, refused + "this version of MQTT (code " + code + ")");
            case 2, 133 -> permanent(ClientOptions.ID_PREFIX, refused + "the client identifier (code " + code + ")");
            case 4, 5, 134, 135, 138, 140 ->
                permanent(
                        withUser ? ConnectionOptions.PASSWORD : ConnectionOptions.USER,
                        refused + (withUser ? "this user and password" : "a client without a user") + " (code " + code
                                + "), or the client identifier (" + ClientOptions.ID_PREFIX + ")");
            default -> passing(ConnectionOptions.BROKER_URLS, refused + "the connection (code " + code + ")", null);
        };
    }

    /** The broker has reported that it does not support shared subscriptions (MQTT 5). */
    public static MqttFailure noSharing(URI broker) {
        return permanent(
                SubscriptionOptions.SHARED,
                "The broker at " + BrokerAddress.place(broker) + " has no shared subscriptions: expected "
                        + SubscriptionOptions.SHARED
                        + "=false, which splits the filters over the tasks, and no"
                        + " $share in " + SubscriptionOptions.TOPICS);
    }

    /** The failure of a SUBACK. */
    static MqttFailure notSubscribed(URI broker, TopicFilter filter, int code) {
        if (code == NO_SHARING) {
            return noSharing(broker);
        }
        return permanent(
                SubscriptionOptions.TOPICS,
                "The broker at " + BrokerAddress.place(broker) + " refused the subscription to " + filter.filter()
                        + " (code " + code + "); the user may not be allowed to read it");
    }

    /** No answer within the connect timeout. */
    public static MqttFailure noAnswer(URI broker, long millis) {
        return passing(
                ConnectionOptions.BROKER_URLS,
                "The broker at " + BrokerAddress.place(broker) + " gave no answer within "
                        + ClientOptions.CONNECT_TIMEOUT + "=" + millis,
                null);
    }

    /** An exception or error that has ended a thread of the client library. */
    static MqttFailure ofLibrary(URI broker, Throwable cause) {
        return passing(
                ConnectionOptions.BROKER_URLS,
                "The MQTT client of " + BrokerAddress.place(broker) + " could not process what the broker sent: "
                        + cause.getClass().getSimpleName() + ": " + root(cause),
                cause);
    }

    /** The failure behind an exception of the client library. */
    static MqttFailure of(URI broker, Throwable cause) {
        String place = BrokerAddress.place(broker);
        if (has(cause, CertificateExpiredException.class)) {
            return permanent(TlsOptions.CA, "The certificate of " + place + " has expired: " + root(cause));
        }
        if (has(cause, CertPathBuilderException.class) || has(cause, CertPathValidatorException.class)) {
            return permanent(TlsOptions.CA, "The certificate of " + place + " is not trusted: " + root(cause));
        }
        if (has(cause, CertificateException.class)) {
            return permanent(
                    TlsOptions.HOSTNAME_VERIFICATION,
                    "The certificate of " + place + " is not for this host: " + root(cause));
        }
        if (has(cause, SSLHandshakeException.class)) {
            return permanent(
                    TlsOptions.CERTIFICATE,
                    "TLS with " + place + " failed, the broker may want another client certificate: " + root(cause));
        }
        if (has(cause, SSLException.class)) {
            return permanent(
                    ConnectionOptions.BROKER_URLS,
                    "No TLS at " + place + ", expected a TLS port for " + broker.getScheme() + ": " + root(cause));
        }
        return passing(ConnectionOptions.BROKER_URLS, networkFault(place, cause), cause);
    }

    /**
     * The failure behind an exception, if the broker may have checked the certificate of the client before. With TLS
     * 1.3 it does so at the end of the handshake or later, and its reason may be lost when it closes the connection.
     */
    static MqttFailure withCertificate(URI broker, Throwable cause) {
        if (BrokerAddress.usesTls(broker) && !has(cause, SSLException.class) && closedByBroker(cause)) {
            return passing(
                    TlsOptions.CERTIFICATE,
                    "The broker at " + BrokerAddress.place(broker)
                            + " closed the connection; it may want another client certificate",
                    cause);
        }
        return of(broker, cause);
    }

    private static boolean closedByBroker(Throwable cause) {
        boolean unreachable = has(cause, ConnectException.class) || has(cause, NoRouteToHostException.class);
        return !unreachable && (has(cause, EOFException.class) || has(cause, SocketException.class));
    }

    private static String networkFault(String place, Throwable cause) {
        if (has(cause, UnknownHostException.class)) {
            return "The host of " + place + " is not known";
        }
        if (has(cause, ConnectException.class) || has(cause, NoRouteToHostException.class)) {
            return "Nothing answers at " + place + ": " + root(cause);
        }
        if (has(cause, SocketTimeoutException.class)) {
            return "Nothing answers at " + place + " in time: " + root(cause);
        }
        if (closedByBroker(cause)) {
            return "The broker at " + place + " closed the connection; a TLS port needs ssl:// or wss://, another"
                    + " client with the same client identifier also has this effect";
        }
        return "The connection to " + place + " failed: " + root(cause);
    }

    private static MqttFailure permanent(String option, String message) {
        return new MqttFailure(option, true, message, null);
    }

    /** A failure that may pass by itself: worth another attempt. */
    public static MqttFailure passing(String option, String message, @Nullable Throwable cause) {
        return new MqttFailure(option, false, message, cause);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String root(Throwable failure) {
        Throwable t = failure;
        while (t.getCause() != null) {
            t = t.getCause();
        }
        return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    }
}
