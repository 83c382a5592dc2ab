// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import io.tdconnect.common.http.ServerException;
import java.time.Duration;
import java.util.Locale;

/** A failure that the server reports. */
public final class InfluxException extends ServerException {
    InfluxException(Kind kind, String message) {
        super(kind, message, Duration.ZERO);
    }

    private InfluxException(Kind kind, String message, Duration retryAfter) {
        super(kind, message, retryAfter);
    }

    /** The failure of an answer with a status of 300 or more. */
    public static InfluxException ofStatus(int status, String text, Duration retryAfter) {
        Kind kind = switch (status) {
            case 401 -> Kind.CREDENTIALS;
            case 403 -> Kind.PRIVILEGE;
            case 404 -> Kind.NOT_FOUND;
            case 408, 413 -> Kind.TOO_MUCH;
            case 429 -> Kind.UNAVAILABLE;
            case 500, 502, 503, 504 -> ofText(text).kind() == Kind.TOO_MUCH ? Kind.TOO_MUCH : Kind.UNAVAILABLE;
            default -> ofText(text).kind();
        };
        return new InfluxException(kind, "InfluxDB answered with HTTP status " + status + ": " + text, retryAfter);
    }

    /** An error reported in a 200 response; it has no code, so it is classified by its text. */
    static InfluxException ofText(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Kind kind = Kind.REFUSED;
        if (containsAny(lower, "not found")) {
            kind = Kind.NOT_FOUND;
        } else if (containsAny(lower, "not authorized", "unauthorized", "requires read")) {
            kind = Kind.PRIVILEGE;
        } else if (containsAny(
                lower, "timeout", "timed out", "memory", "max-select", "max-concurrent", "killed", "exceeded")) {
            kind = Kind.TOO_MUCH;
        } else if (containsAny(
                lower, "engine is closed", "shutting down", "unavailable", "shard is disabled", "panic")) {
            kind = Kind.UNAVAILABLE;
        }
        return new InfluxException(kind, "InfluxDB answered: " + text);
    }

    private static boolean containsAny(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
