// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.http;

import java.time.Duration;

/** A failure that a server reports. */
public class ServerException extends Exception {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Kind kind;
    private final Duration retryAfter;

    /** What to do about it. */
    public enum Kind {
        /** The user, password or token is wrong. */
        CREDENTIALS,
        /** The user or token may not read. */
        PRIVILEGE,
        /** What is asked for does not exist. */
        NOT_FOUND,
        /** The query took too long or too much memory; a shorter window may work. */
        TOO_MUCH,
        /** The server does not work at the moment. */
        UNAVAILABLE,
        /** The server does not understand the request. */
        REFUSED
    }

    /** @param retryAfter the pause that the server asks for; zero if it does not ask */
    public ServerException(Kind kind, String message, Duration retryAfter) {
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
        Duration asked = failure instanceof ServerException answered ? answered.askedPause() : Duration.ZERO;
        return asked.compareTo(pause) > 0 ? asked : pause;
    }

    /** The message, which is never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** What to do about it. */
    public Kind kind() {
        return kind;
    }

    /** Whether another try may succeed. */
    public boolean passing() {
        return kind == Kind.TOO_MUCH || kind == Kind.UNAVAILABLE;
    }
}
