// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A message that cannot become rows. */
final class BadMessageException extends KafkaException {
    private static final long serialVersionUID = 1;

    private final Fault fault;
    private final String step;
    private final Class<?> where;
    private transient BadMessages.@Nullable Payload payload;

    /**
     * A refusal with its cause.
     *
     * @param step as Connect names it in dead letters, such as TRANSFORMATION
     * @param place name of the stage or option
     * @param where class that refused it
     */
    BadMessageException(Fault fault, String step, String place, Class<?> where, RuntimeException cause) {
        super(
                place + ": " + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
                cause);
        this.fault = fault;
        this.step = step;
        this.where = where;
    }

    /** A refusal of the pipeline's own. */
    BadMessageException(Fault fault, String place, Class<?> where, String message) {
        super(place + ": " + message);
        this.fault = fault;
        this.step = "TASK_PUT";
        this.where = where;
    }

    /** What the dead letter holds in place of the record that was read, which was one of an internal topic. */
    BadMessageException with(BadMessages.Payload instead) {
        payload = instead;
        return this;
    }

    BadMessages.@Nullable Payload payload() {
        return payload;
    }

    Fault fault() {
        return fault;
    }

    String step() {
        return step;
    }

    Class<?> where() {
        return where;
    }

    /** What refused it, or this. */
    Throwable reason() {
        return getCause() == null ? this : getCause();
    }
}
