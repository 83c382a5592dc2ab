// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.tls.TlsOptions;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** A failure of the cluster or of the way to it, with the option to change. */
public final class ClusterException extends IOException {
    private final String option;
    private final boolean passing;

    ClusterException(String option, boolean passing, String message, Throwable cause) {
        super(message, cause);
        this.option = option;
        this.passing = passing;
    }

    /** The failure of a client. */
    static ClusterException of(KafkaException failure) {
        String text = text(failure);
        if (failure instanceof SslAuthenticationException) {
            return new ClusterException(
                    text.contains("No subject alternative") || text.contains("No name matching")
                            ? TlsOptions.HOSTNAME_VERIFICATION
                            : text.contains("PKIX") ? TlsOptions.CA : TlsOptions.CERTIFICATE,
                    false,
                    "Expected a TLS handshake that succeeds, found: " + text,
                    failure);
        } else if (failure instanceof UnsupportedSaslMechanismException
                || failure instanceof IllegalSaslStateException) {
            return lasting(LoginOptions.MECHANISM, "Expected a mechanism that the broker offers, found: ", failure);
        } else if (failure instanceof AuthenticationException) {
            return lasting(
                    LoginOptions.PASSWORD, "Expected a user and password that the broker accepts, found: ", failure);
        } else if (failure instanceof TopicAuthorizationException topics) {
            return new ClusterException(
                    "topics",
                    false,
                    "Expected the right to read the topics " + topics.unauthorizedTopics() + ", found none",
                    failure);
        } else if (failure instanceof GroupAuthorizationException || failure instanceof InvalidGroupIdException) {
            return lasting(ConnectionOptions.GROUP, "Expected a group that the user may use, found: ", failure);
        } else if (failure instanceof AuthorizationException) {
            return lasting(LoginOptions.USER, "Expected the right to read, found: ", failure);
        } else if (failure instanceof InvalidTopicException) {
            return lasting("topics", "Expected legal names of topics, found: ", failure);
        }
        boolean passing = failure instanceof RetriableException || text.contains("No resolvable bootstrap");
        return new ClusterException(
                ConnectionOptions.SERVERS, passing, "Expected an answer of the Kafka cluster, found: " + text, failure);
    }

    /** Whether another try may succeed. */
    public boolean passing() {
        return passing;
    }

    /** Name of the option to change if no other try succeeds. */
    public String option() {
        return option;
    }

    /** The failure as a problem of its option. */
    public OptionException problem() {
        return new OptionException(option, String.valueOf(getMessage()));
    }

    private static ClusterException lasting(String option, String expected, KafkaException failure) {
        return new ClusterException(option, false, expected + text(failure), failure);
    }

    private static String text(Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && text.indexOf(message) < 0) {
                text.append(": ").append(message);
            }
        }
        return text.toString();
    }
}
