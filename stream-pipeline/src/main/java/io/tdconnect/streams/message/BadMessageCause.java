// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.message;

/** Why a message is bad; dead letters have it as {@code td.error.class}, in lower case with dashes. */
public enum BadMessageCause {
    /** The value does not have the input format. */
    UNREADABLE,
    /** A stage refuses the message: it cannot be parsed, lacks a field, or a value does not fit its type. */
    REFUSED,
    /** A stage failed with another exception than those by which transforms refuse messages. */
    STAGE_FAILED,
    /** The stages return another value than rows. */
    NOT_ROWS,
    /** It has more rows than allowed. */
    TOO_MANY_ROWS,
    /** A template for the topic or key of a row lacks a value, or gives an invalid name. */
    BAD_NAME,
    /** A row lacks a timestamp, or has a value that a stateful step cannot compare or sum up. */
    BAD_VALUE,
    /** Kafka refuses a row, such as one that is too large. */
    NOT_ACCEPTED
}
