// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

/** Why a message is a bad one; in dead letters as {@code td.error.class}, in lower case with dashes. */
enum Fault {
    /** The value is not of the input format. */
    UNREADABLE,
    /** A stage refuses it: it cannot be parsed, lacks a field, or a value does not fit its type. */
    REFUSED,
    /** A stage failed in a way that transforms do not use to refuse messages. */
    STAGE_FAILED,
    /** The stages make no rows of it, but another value. */
    NOT_ROWS,
    /** It has more rows than allowed. */
    TOO_MANY_ROWS,
    /** A template for the topic or key of a row lacks a value, or makes a name that no topic can have. */
    BAD_NAME,
    /** A row has no timestamp, or a value that a stateful step cannot compare or sum up. */
    BAD_VALUE,
    /** Kafka refuses a row, such as one that is too large. */
    NOT_ACCEPTED
}
