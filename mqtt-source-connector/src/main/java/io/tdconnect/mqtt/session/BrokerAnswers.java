// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;

/**
 * Waits for answers of a broker, and translates the failures of both of Paho's clients.
 *
 * @param reasonCode the code that a client's exception carries, 0 for other exceptions
 */
record BrokerAnswers(
        SessionParameters parameters, URI broker, HandshakeGuard guard, ToIntFunction<Throwable> reasonCode) {
    // Larger codes are the clients' own.
    private static final int LARGEST_OF_BROKER = 255;

    /**
     * Waits for an answer, until the broker has been silent for the connect timeout: Mosquitto sends the messages of a long
     * queue before an answer, which may take minutes.
     */
    <T> T await(CompletableFuture<T> answer) throws MqttFailure, InterruptedException {
        Duration limit = parameters.connectTimeout();
        long start = System.nanoTime();
        while (true) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            Duration silence = guard.silence();
            Duration left = limit.minus(silence.compareTo(waited) < 0 ? silence : waited);
            try {
                return answer.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw failure(e.getCause() == null ? e : e.getCause());
            } catch (TimeoutException e) {
                if (left.isNegative() || left.isZero()) {
                    throw MqttFailure.noAnswer(broker, limit.toMillis());
                }
            }
        }
    }

    MqttFailure failure(Throwable cause) {
        int code = reasonCode.applyAsInt(cause);
        if (code > 0 && code <= LARGEST_OF_BROKER) {
            return MqttFailure.refused(broker, code, parameters.user() != null);
        }
        boolean certificateSeen = guard.isConnected() || parameters.clientCertificate();
        return certificateSeen ? MqttFailure.withCertificate(broker, cause) : MqttFailure.of(broker, cause);
    }
}
