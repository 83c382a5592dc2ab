// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.message;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A message that cannot become rows. */
public final class BadMessageException extends KafkaException {
    private static final long serialVersionUID = 1;

    private final BadMessageCause kind;
    private final String step;
    private final Class<?> where;
    private transient @Nullable Payload payload;

    /** What a dead letter contains in place of the message, such as a row that a later step refuses. */
    @SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared.
    public record Payload(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {}

    /**
     * A refusal with its cause.
     *
     * @param step its name in the dead letters of Connect, such as TRANSFORMATION
     * @param place name of the stage or option
     * @param where class that refused the message
     */
    public BadMessageException(
            BadMessageCause kind, String step, String place, Class<?> where, RuntimeException cause) {
        super(
                place + ": " + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                cause);
        this.kind = kind;
        this.step = step;
        this.where = where;
    }

    /** A refusal by the pipeline itself. */
    public BadMessageException(BadMessageCause kind, String place, Class<?> where, String message) {
        super(place + ": " + message);
        this.kind = kind;
        this.step = "TASK_PUT";
        this.where = where;
    }

    /** Sets what the dead letter contains in place of the record that was read, which was one of an internal topic. */
    public BadMessageException with(Payload instead) {
        payload = instead;
        return this;
    }

    @Nullable
    Payload payload() {
        return payload;
    }

    BadMessageCause kind() {
        return kind;
    }

    String step() {
        return step;
    }

    Class<?> where() {
        return where;
    }

    /** The exception that caused the refusal, or this one. */
    Throwable reason() {
        return getCause() == null ? this : getCause();
    }
}
