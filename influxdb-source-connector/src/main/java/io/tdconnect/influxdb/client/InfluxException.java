// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import java.time.Duration;
import java.util.Locale;

/** A failure that the server reports. */
public final class InfluxException extends Exception {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Kind kind;
    private final Duration retryAfter;

    /** What to do about it. */
    public enum Kind {
        /** The user, password or token is wrong. */
        CREDENTIALS,
        /** The user or token may not read. */
        PRIVILEGE,
        /** The database, bucket, retention policy or mapping does not exist. */
        NOT_FOUND,
        /** The query took too long or too much memory; a shorter window may work. */
        TOO_MUCH,
        /** The server does not work at the moment. */
        UNAVAILABLE,
        /** The server does not understand the request. */
        REFUSED
    }

    InfluxException(Kind kind, String message) {
        this(kind, message, Duration.ZERO);
    }

    private InfluxException(Kind kind, String message, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** The pause before the next try that the server asked for, at most an hour; zero if it did not ask. */
    public Duration askedPause() {
        return retryAfter.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : retryAfter;
    }

    /** The pause before the next try: at least as long as the server asked for with this failure. */
    public static Duration pause(Exception failure, Duration pause) {
        Duration asked = failure instanceof InfluxException answered ? answered.askedPause() : Duration.ZERO;
        return asked.compareTo(pause) > 0 ? asked : pause;
    }

    /** The message, which is never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    public Kind kind() {
        return kind;
    }

    /** Whether another try may succeed. */
    public boolean passing() {
        return kind == Kind.TOO_MUCH || kind == Kind.UNAVAILABLE;
    }

    /** The failure of an answer with a status of 300 or more. */
    static InfluxException ofStatus(int status, String text, Duration retryAfter) {
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
